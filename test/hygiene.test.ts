/** Hostile names in every place of a smoke file and of the command line: whatever is said, nothing of it acts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { COMMIT, TEXT_FORMATS } from './harness/text-formats.ts';
import { WorkFolder } from './harness/work-folder.ts';

/** Each kind of what steers a terminal, turns text round, hides it, or is a command for a CI system. */
const HOSTILE =
  'x\u001b[31m\u001b]0;t\u0007\u009b2J\u202e\u2066\u200b\u00ad\ufeff\u{e0041}\r\n::error::own\n  ##[error]own ##vso[task]own';
const FORBIDDEN = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
/** GitHub reads the first at the start of a line, Azure the second anywhere. */
const COMMAND = /^\s*::error::|^\s*##\[|##(?:vso|error)?\[/m;
const again = TEXT_FORMATS.flatMap((format) => ['--report', `${format}=out/again.${format}`]);
const REPORTS = TEXT_FORMATS.flatMap((format) => ['--report', `${format}=out/report.${format}`]);

const step = { name: 'a', tool: 'echo', args: { text: 'x' } };
/** Each is a whole file with a hostile text at one place. */
const FILES: Readonly<Record<string, object>> = {
  name: { name: HOSTILE, steps: [step] },
  'step name': { steps: [{ ...step, name: HOSTILE, expect: { text: 'other' } }] },
  tool: { steps: [{ ...step, tool: HOSTILE, sendInvalid: true }] },
  'argument and text': { steps: [{ ...step, args: { text: HOSTILE }, expect: { text: { equals: `${HOSTILE}.` } } }] },
  'argument name': { steps: [{ ...step, args: { [HOSTILE]: 1 } }] },
  'skip reason': { steps: [{ ...step, skip: HOSTILE }] },
  tag: { steps: [{ ...step, tags: [HOSTILE], expect: { text: 'other' } }] },
  path: { steps: [{ ...step, expect: { structured: { [`$['${HOSTILE}']`]: 1 } } }] },
  'capture path': { steps: [{ ...step, capture: { a: `$['${HOSTILE.replaceAll('\n', ' ')}']` } }] },
  'capture name': { steps: [{ ...step, capture: { [HOSTILE]: '$.a' } }] },
  'a tool that there must be': { tools: { include: [HOSTILE] } },
  variable: { vars: { [HOSTILE]: 1 }, steps: [step] },
  'variable that is not there': { steps: [{ ...step, args: { text: `\${${HOSTILE}}` } }] },
  'environment variable': { steps: [{ ...step, when: { env: [HOSTILE] } }] },
  rule: { rules: { [HOSTILE]: 'off' } },
  secret: { secrets: [HOSTILE], steps: [step] },
  key: { [HOSTILE]: 1 },
  'key of a step': { steps: [{ ...step, [HOSTILE]: 1 }] },
  protocol: { protocol: HOSTILE },
  timeout: { timeout: HOSTILE },
  command: { server: { command: HOSTILE } },
  'server argument': {
    server: { command: process.execPath, args: ['-e', `throw new Error(${JSON.stringify(HOSTILE)})`] },
  },
  folder: { server: { command: 'node', cwd: HOSTILE } },
  'server variable': { server: { ...fixture('serve.mjs'), env: { [HOSTILE]: HOSTILE } } },
  url: { server: { url: HOSTILE } },
  header: { server: { url: 'http://127.0.0.1:1/mcp', headers: { [HOSTILE]: HOSTILE } } },
  'host config': { server: { from: HOSTILE, name: HOSTILE } },
};

for (const [place, file] of Object.entries(FILES)) {
  test(`hostile ${place}: run and check, every format, render again`, async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: fixture('script.mjs'), coverage: 'off', connectTimeout: '5s', ...file });
    const ran = await folder.run(['run', 'smoke.yaml', '-vv', ...REPORTS], { env: COMMIT });
    assertClean(ran, `run, ${place}`);
    assertClean(await folder.run(['check', 'smoke.yaml']), `check, ${place}`);
    assertReports(folder, place);
    if (folder.read('out/report.json') === '') return assert.equal(ran.code, 2, ran.stderr);
    assertClean(
      await folder.run(['report', 'out/report.json', '--report', 'pretty', ...again], { env: COMMIT }),
      `report, ${place}`,
    );
    assertReports(folder, place);
  });
}

test('hostile words on the command line', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: fixture('script.mjs'), coverage: 'off', steps: [step] });
  const rows: readonly (readonly string[])[] = [
    ['run', HOSTILE],
    ['check', HOSTILE],
    ['run', `--${HOSTILE}`],
    [HOSTILE],
    ['run', '--step', HOSTILE],
    ['run', '--tag', HOSTILE],
    ['run', '--var', HOSTILE],
    ['run', '--var', `${HOSTILE}=${HOSTILE}`],
    ['run', '--report', HOSTILE],
    ['run', '--report', `json=none/${HOSTILE}/x`],
    ['run', '--timeout', HOSTILE],
    ['run', '--protocol', HOSTILE],
    ['run', '--shard', HOSTILE],
    ['probe', HOSTILE],
    ['probe', '--', HOSTILE, HOSTILE],
    ['probe', '--header', HOSTILE, 'http://127.0.0.1:1/'],
    ['probe', '--env', HOSTILE, '--', 'node'],
    ['probe', '--probes', HOSTILE, '--', 'node'],
    ['explain', HOSTILE],
    ['report', HOSTILE],
    ['schema', HOSTILE],
  ];
  for (const args of rows) assertClean(await folder.run(args), args.join(' ').slice(0, 30));
});

test('a hostile file name, and a report that others wrote', async (t: TestContext) => {
  const folder = new WorkFolder(t);
  const name = `a${HOSTILE.replaceAll('/', '')}.smoke.yaml`;
  folder.write(name, {
    server: fixture('script.mjs'),
    coverage: 'off',
    steps: [{ ...step, expect: { text: 'other' } }],
  });
  assertClean(await folder.run(['check']), 'check');
  assertClean(await folder.run(['run', ...REPORTS], { env: COMMIT }), 'run');
  assertReports(folder, 'file name');
  folder.write('bad.json', `{"schema": ${JSON.stringify(HOSTILE)}}`);
  folder.write('worse.json', HOSTILE);
  for (const file of ['bad.json', 'worse.json']) assertClean(await folder.run(['report', file]), file);
});

test('what check prints of a file holds no secret', async (t) => {
  const folder = new WorkFolder(t);
  const secret = 'kx7-Quarz-99182';
  folder.write('smoke.yaml', { name: `for ${secret}`, server: fixture('script.mjs'), secrets: ['NOTES_TOKEN'] });
  const { stdout, code } = await smoke(['check'], { cwd: folder.path, env: { NOTES_TOKEN: secret } });
  assert.deepEqual([code, stdout], [0, 'OK    smoke.yaml  for [redacted:NOTES_TOKEN]: 0 steps\n']);
});

function assertClean({ stdout, stderr }: { stdout: string; stderr: string }, what: string): void {
  for (const [name, text] of Object.entries({ stdout, stderr })) {
    const [found] = FORBIDDEN.exec(text) ?? [];
    assert.equal(found === undefined ? '' : JSON.stringify(found), '', `${what}: ${name}\n${JSON.stringify(text)}`);
    assert.doesNotMatch(text, COMMAND, `${what}: ${name}`);
  }
}

function assertReports(folder: WorkFolder, place: string): void {
  const out = join(folder.path, 'out');
  const written = readdirSync(folder.path).includes('out') ? readdirSync(out) : [];
  for (const name of written) {
    assertClean({ stdout: readFileSync(join(out, name), 'utf8'), stderr: '' }, `${name}, ${place}`);
  }
}
