/** What docs/rules.md promises of levels, held against everything that a test sees told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/model.ts';
import { ROOT } from './smoke.ts';

const ENTRY = /^### (\S+)\n\n\*\*(\w+)\*\*((?:, or \w+)*): /gm;
const page = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
const listed = new Map(
  [...page.matchAll(ENTRY)].map(([, id, level, more]) => [id, [level, ...more!.split(', or ').slice(1)]]),
);

/** Only for a run whose file sets no levels of its own. */
export function assertListed(findings: readonly Finding[]): void {
  for (const { rule, level, message } of findings)
    assert.ok(
      listed.get(rule)?.includes(level),
      `${rule} is told as ${level}, which docs/rules.md does not list: ${message}`,
    );
}
