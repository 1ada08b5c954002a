import { isObject } from '../../json/kind.ts';
import { pointerTo } from '../../json/pointer.ts';
import { clip } from '../evidence.ts';
import type { HostRule } from './host-check.ts';

/** What the API of Anthropic takes, of the properties at the root only. */
const LONGEST = 64;
const SHOWN = 40;
const TAKEN = /^[\w.-]*$/;

export const propNameLong: HostRule = {
  id: 'prop-name-long',
  level: 'warning',
  title: 'A property has a name that is too long for hosts, or has characters that they refuse.',
  hint: 'Use at most 64 letters, digits, "_", "." and "-" in the names of properties.',
  told: 'a property has a name that Anthropic\'s API and Cursor refuse, which take 64 letters, digits, "_", "." and "-"',
  faultsOf: ({ inputSchema }) =>
    namesIn(inputSchema).flatMap((name) => {
      const fault = faultOf(name);
      if (fault === undefined) return [];
      const where = pointerTo('/inputSchema/properties', name);
      return [{ where, what: `${JSON.stringify(clip(name, SHOWN))} (${fault})` }];
    }),
};

function namesIn(schema: unknown): string[] {
  return isObject(schema) && isObject(schema['properties']) ? Object.keys(schema['properties']) : [];
}

function faultOf(name: string): string | undefined {
  if (name === '') return 'empty';
  const faults = [
    ...(name.length > LONGEST ? [`${name.length} characters long`] : []),
    ...(TAKEN.test(name) ? [] : ['other characters']),
  ];
  return faults.length > 0 ? faults.join(', ') : undefined;
}
