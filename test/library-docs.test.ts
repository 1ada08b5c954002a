/** docs/library.md: each of its programs is run as it stands. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerFolder } from './harness/runners.ts';
import { ROOT } from './harness/smoke.ts';

const page = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
const programs = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);

/** What each says, in order. */
const SAYS: readonly RegExp[] = [
  /^passed 5\n$/,
  /passed create_note\npassed close\n0\nERR_MCP_SMOKE_USAGE 3 error: unknown key `comand`/,
  /^passed passed\n1\npassed\n$/,
  /^1\n$/,
  /^# pass 6$/m,
];

const SERVER = `import { serve, textResult, tool } from '${join(ROOT, 'test/servers/serve.mjs')}';
serve({ tools: [tool('create_note', () => textResult('created'), { annotations: { readOnlyHint: true }, description: undefined })] });
`;
const SMOKE = {
  server: { command: 'node', args: ['server.mjs'] },
  steps: [{ tool: 'create_note', args: { text: 'x' } }],
};

test('there is a word for each program', () => assert.equal(programs.length, SAYS.length));

for (const [index, code] of programs.entries()) {
  test(`program ${index + 1} of docs/library.md`, async (t) => {
    const folder = runnerFolder(t);
    folder.write('server.mjs', SERVER);
    for (const name of ['smoke.yaml', 'one.yaml', 'two.yaml']) folder.write(name, SMOKE);
    folder.write('program.mjs', code);
    const { PATH = '', HOME = '/' } = process.env;
    const args = index === programs.length - 1 ? ['--test', '--test-reporter=tap', 'program.mjs'] : ['program.mjs'];
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, args, { cwd: folder.path, env: { PATH, HOME } }, (_, stdout, stderr) =>
        resolve(stdout + stderr),
      ),
    );
    assert.match(said, SAYS[index]!);
  });
}
