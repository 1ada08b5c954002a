/** Capabilities that are no objects: official clients refuse the whole answer, in every revision. */
import { isObject, kindOf } from '../../json/kind.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The members of each that must be booleans. */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  tools: ['listChanged'],
  prompts: ['listChanged'],
  resources: ['listChanged', 'subscribe'],
  tasks: [],
};
/** An array passes in some of the clients. */
const ANY_OBJECT = ['logging', 'completions'];
/** Maps of objects. */
const MAPS = ['experimental', 'extensions'];

export function capabilityFaults(capabilities: unknown): string[] {
  if (!isObject(capabilities)) return [];
  return [
    ...Object.keys(FLAGS).flatMap((name) => [
      ...kindFaults(capabilities, name, isObject),
      ...flagFaults(capabilities, name),
    ]),
    ...ANY_OBJECT.flatMap((name) => kindFaults(capabilities, name, isAnyObject)),
    ...MAPS.flatMap((name) => [...kindFaults(capabilities, name, isObject), ...mapFaults(capabilities, name)]),
  ];
}

function kindFaults(holder: Fields, name: string, fits: (value: unknown) => boolean, path = 'capabilities'): string[] {
  const value = holder[name];
  return value === undefined || fits(value) ? [] : [`${path}.${name} is ${kindOf(value)}, not an object`];
}

function flagFaults(capabilities: Fields, name: string): string[] {
  const capability = capabilities[name];
  if (!isObject(capability)) return [];
  return FLAGS[name]!.filter((flag) => capability[flag] !== undefined && typeof capability[flag] !== 'boolean').map(
    (flag) => `capabilities.${name}.${flag} is ${kindOf(capability[flag])}, not a boolean`,
  );
}

/** The first of each; a name may be anything. */
function mapFaults(capabilities: Fields, name: string): string[] {
  const map = capabilities[name];
  const bad = isObject(map) ? Object.values(map).find((value) => !isAnyObject(value)) : undefined;
  return bad === undefined ? [] : [`a member of capabilities.${name} is ${kindOf(bad)}, not an object`];
}

function isAnyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
