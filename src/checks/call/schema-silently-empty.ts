import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { errorText } from './error-text.ts';

/** That an argument is missing, in the words of validators and runtimes; not that a key or a variable is. */
const MISSING =
  /missing required (?:argument|parameter|property|field)|received"?: ?"?undefined|Cannot (?:read propert|destructure)[^\n]{0,200}undefined|\bField required \[type=missing/i;
/** Python names the function that lacks it: one that the tool calls says nothing of the schema. */
const POSITIONAL = /(?<!\w)(\w{1,200})\(\) missing \d{1,9} required positional/g;

export const schemaSilentlyEmpty = defineCheck<CallSubject>({
  id: 'schema-silently-empty',
  level: 'warning',
  title: 'A tool lists no arguments, and fails because one is missing.',
  hint: 'The schema got lost on the way: pass the shape that your SDK expects (TypeScript SDK 1.x: { text: z.string() }, not z.object({…})).',
  spec: SPEC.tool,
  inspect: (subject, add) => {
    const text = errorText(subject);
    if (text === undefined || !hasNoProperties(subject) || !lacksArgument(subject, text.slice(0, 20_000))) return;
    const message = `The inputSchema of the tool has no properties, but ${callName(subject)} failed because an argument is missing.`;
    add({ message, evidence: quoted(text) });
  },
});

function lacksArgument({ target }: CallSubject, text: string): boolean {
  if (MISSING.test(text)) return true;
  return [...text.matchAll(POSITIONAL)].some(([, name = '']) => plain(name) === plain(target));
}

/** A tool may be named with the hyphens that no function can have. */
function plain(name: string): string {
  return name.replaceAll(/[\W_]/g, '').toLowerCase();
}

function hasNoProperties({ tool }: CallSubject): boolean {
  const schema = isObject(tool?.raw) ? tool.raw['inputSchema'] : undefined;
  if (!isObject(schema) || Object.keys(schema).some((key) => COMPOSED.includes(key))) return false;
  const { properties } = schema;
  return properties === undefined || (isObject(properties) && Object.keys(properties).length === 0);
}

/** With these the properties may stand elsewhere. */
const COMPOSED = ['$ref', 'anyOf', 'oneOf', 'allOf', 'patternProperties'];
