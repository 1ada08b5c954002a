/** Text to nodes with places. JSON is read too: it is YAML. */
import type { Node } from './node.ts';
import { Places } from './places.ts';
import { readPlain } from './plain-yaml.ts';
import type { Problems } from './problems.ts';

/** `undefined` when a problem was added. Linear in the length of `text`, whatever it holds. */
export async function readDocument(file: string, text: string, problems: Problems): Promise<Node | undefined> {
  const places = new Places(file, text);
  const plain = readPlain(text, places);
  if (plain) return plain;
  const { readWhole } = await import('./whole-yaml.ts');
  return readWhole(text, places, problems);
}
