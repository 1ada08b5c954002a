/** Two contracts: what is gone, what is new, what is another thing under the same name. */
import { isObject } from '../json/kind.ts';
import type { Json, JsonObject } from '../model.ts';
import { added, breaking, type Change, shown, unsure } from './change.ts';
import { type Contract, type Entries, LISTS, type ListName, NOUNS } from './contract.ts';
import { textChanges } from './texts.ts';
import { toolChanges } from './tools.ts';

type Comparison = () => readonly Change[];

/** Pieces of work, each to be run `patiently`. A list that is not known on one side is not compared. */
export function comparisons(before: Contract, after: Contract): Comparison[] {
  const isOther = before.server.protocol !== after.server.protocol;
  return [
    () => capabilityChanges(before.capabilities, after.capabilities, isOther),
    () => textChanges('the server', instructionsOf(before), instructionsOf(after)),
    ...LISTS.flatMap((list) => listComparisons(list, before[list], after[list])),
  ];
}

function instructionsOf({ instructions }: Contract) {
  return new Map([['its instructions', instructions]]);
}

function listComparisons(list: ListName, before: Entries | undefined, after: Entries | undefined): Comparison[] {
  if (!before || !after) return [];
  const [old, now] = [Object.keys(before), Object.keys(after)];
  const gone = old.filter((name) => !Object.hasOwn(after, name));
  const come = now.filter((name) => !Object.hasOwn(before, name));
  const kept = old.filter((name) => Object.hasOwn(after, name));
  return [
    () => removed(list, gone),
    () => (come.length > 0 ? [added(`new ${NOUNS[list]}${come.length === 1 ? '' : 's'}: ${listed(come)}`)] : []),
    ...kept.map((name) => () => DETAILS[list](name, before[name]!, after[name]!)),
  ];
}

function listed(names: readonly string[]): string {
  const some = names.slice(0, 20);
  return names.length > some.length ? `${some.join(', ')} and ${names.length - some.length} more` : some.join(', ');
}

/** Resources may be data, which comes and goes: that one is missing proves nothing. */
function removed(list: ListName, gone: readonly string[]): Change[] {
  if (list !== 'resources') return gone.map((name) => breaking(GONE[list], `the ${NOUNS[list]} ${name} is gone`));
  if (gone.length === 0) return [];
  const words = gone.length === 1 ? `the resource ${gone[0]} is gone` : `${gone.length} resources are gone`;
  return [unsure('contract-resource-removed', words, ...(gone.length === 1 ? [] : [listed(gone)]))];
}

const GONE = {
  tools: 'contract-tool-removed',
  resourceTemplates: 'contract-template-removed',
  prompts: 'contract-prompt-removed',
} as const;

const DETAILS: Readonly<Record<ListName, (name: string, before: JsonObject, after: JsonObject) => readonly Change[]>> =
  {
    tools: toolChanges,
    resources: resourceChanges,
    resourceTemplates: resourceChanges,
    prompts: promptChanges,
  };

function resourceChanges(name: string, before: JsonObject, after: JsonObject): Change[] {
  const [was, is] = [before['mimeType'], after['mimeType']];
  const type =
    was === is ? [] : [unsure('contract-undecided', `${name}: its mimeType was ${shown(was)} and is ${shown(is)} now`)];
  return [...type, ...textChanges(name, textsOf(before), textsOf(after))];
}

function promptChanges(name: string, before: JsonObject, after: JsonObject): Change[] {
  const [old, now] = [argumentsOf(before), argumentsOf(after)];
  const isRequired = (all: Entries, argument: string) => all[argument]?.['required'] === true;
  const gone = Object.keys(old).filter((argument) => !Object.hasOwn(now, argument));
  const come = Object.keys(now).filter((argument) => !Object.hasOwn(old, argument) && !isRequired(now, argument));
  const needed = Object.keys(now).filter((argument) => isRequired(now, argument) && !isRequired(old, argument));
  const argumentTexts = (all: Entries) =>
    Object.entries(all).map(
      ([argument, given]) => [`\`${argument}\``, [...textsOf(given).values()].filter(Boolean).join('\n')] as const,
    );
  return [
    ...needed.map((argument) =>
      breaking('contract-prompt-argument-required', `${name}: \`${argument}\` is now required`),
    ),
    ...gone.map((argument) =>
      unsure('contract-property-removed', `${name}: \`${argument}\` is not an argument any more`),
    ),
    ...(come.length > 0 ? [added(`${name} takes ${come.map((argument) => `\`${argument}\``).join(', ')}`)] : []),
    ...textChanges(
      name,
      new Map([...textsOf(before), ...argumentTexts(old)]),
      new Map([...textsOf(after), ...argumentTexts(now)]),
    ),
  ];
}

function argumentsOf({ arguments: given }: JsonObject): Entries {
  return isObject(given)
    ? Object.fromEntries(Object.entries(given).filter((entry): entry is [string, JsonObject] => isObject(entry[1])))
    : {};
}

function textsOf({ title, description }: JsonObject) {
  const text = (value: Json | undefined) => (typeof value === 'string' ? value : undefined);
  return new Map([
    ['', text(description)],
    ['its title', text(title)],
  ]);
}

/** What may be asked of the server. In another revision of the protocol a capability may go by another name. */
function capabilityChanges(before: JsonObject, after: JsonObject, isOther: boolean): Change[] {
  const [old, now] = [capabilitiesOf(before), capabilitiesOf(after)];
  const gone = outermost([...old].filter((name) => !now.has(name)));
  const come = outermost([...now].filter((name) => !old.has(name)));
  const lost = gone.map((name) => {
    const message = `the capability ${name} is gone`;
    return isOther
      ? unsure('contract-capability-removed', `${message}; another revision of the protocol is spoken now`)
      : breaking('contract-capability-removed', message);
  });
  return [
    ...lost,
    ...(come.length > 0 ? [added(`new ${come.length === 1 ? 'capability' : 'capabilities'}: ${come.join(', ')}`)] : []),
  ];
}

/** `tools`, `tools.listChanged`; a flag that is false is not there. What is experimental promises nothing. */
function capabilitiesOf(capabilities: JsonObject): Set<string> {
  const names = Object.entries(capabilities).flatMap(([name, value]) => {
    if (name === 'experimental' || value === false || value === null) return [];
    const inner = isObject(value) ? Object.entries(value).filter(([, flag]) => flag !== false && flag !== null) : [];
    return [name, ...inner.map(([flag]) => `${name}.${flag}`)];
  });
  return new Set(names);
}

function outermost(names: readonly string[]): string[] {
  return names.filter((name) => !names.some((other) => name.startsWith(`${other}.`)));
}
