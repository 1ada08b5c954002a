/** A folder in which a test runner finds `mcp-smoke`, and smoke files for it. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ROOT } from './smoke.ts';
import { WorkFolder } from './work-folder.ts';

const CALL = { tool: 'echo', args: { text: 'x' } };

/** All that may become of a step. */
export const STEPS = [
  { ...CALL, name: 'good' },
  { ...CALL, name: 'bad', expect: { text: { contains: 'y' } } },
  { ...CALL, name: 'left out', skip: 'ACME-123: not yet' },
  { ...CALL, name: 'without its key', when: { env: ['ACME_KEY_OF_NOBODY'] } },
  { ...CALL, name: 'captures', capture: { id: '$.nothing' } },
  { ...CALL, name: 'needs it', args: { text: '${id}' } },
];

/** Modules are loaded by Node, in the worlds of their own that runners make, too. */
const MINE = `export default { id: 'mine', subject: 'close', level: 'warning', title: 'T.', hint: 'H.', inspect() {} };`;

export function runnerFolder(t: TestContext): WorkFolder {
  const folder = new WorkFolder(t);
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(ROOT, join(folder.path, 'node_modules/mcp-smoke'));
  folder.write('package.json', '{ "private": true }');
  folder.write('mine.mjs', MINE);
  const own = { rules: './mine.mjs', reporters: ['tap=out.tap'] };
  folder.write('mixed.yaml', { name: 'mixed', server: folder.server(), coverage: 'off', ...own, steps: STEPS });
  folder.write('good.yaml', { name: 'good', server: folder.server(), coverage: 'off', steps: [STEPS[0]] });
  return folder;
}
