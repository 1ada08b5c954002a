/** Where Go and Java servers hang, two calls at once as well; each is SKIPPED where its tools are missing. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../harness/smoke.ts';
import { askStuck } from '../harness/stuck.ts';
import { judge } from '../harness/suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-stacks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Says so where CI looks for it. */
function missing(tool: string, ...args: string[]): string | false {
  if (spawnSync(tool, args).status === 0) return false;
  console.log(`SKIPPED where servers hang: there is no ${tool} on this machine`);
  return `no ${tool} on this machine`;
}

const languages = [
  {
    name: 'go',
    skip: missing('go', 'version'),
    build: () => run('go', 'build', '-o', join(folder, 'stuck'), join(ROOT, 'test/servers/go/stuck.go')),
    command: (...args: string[]) => [join(folder, 'stuck'), ...args] as const,
    where: /^stuck\.go:\d+ in main\.block$/,
    survives: false,
  },
  {
    name: 'java',
    skip: missing('javac', '-version'),
    build: () => run('javac', '-d', folder, join(ROOT, 'test/servers/java/Stuck.java')),
    command: (...args: string[]) => ['java', '-cp', folder, 'Stuck', ...args] as const,
    where: /^Stuck\.java:\d+ in Stuck\.block$/,
    survives: true,
  },
];

for (const { name, skip, build, command, where, survives } of languages) {
  test(name, { skip }, async (t) => {
    build();
    await t.test('a sleep', async () => {
      const { located, isAlive, noise } = await askStuck(command(), { afterMs: 2500 });
      assert.match(located?.where ?? '', where);
      assert.equal(located?.rule, undefined);
      assert.equal(isAlive, survives);
      assert.deepEqual(noise, [], 'a dump on stdout is not noise');
    });
    await t.test('a child that reads stdin', async () => {
      const { located } = await askStuck(command('-child'), { afterMs: 2500 });
      assert.match(located?.where ?? '', where);
      assert.equal(located?.rule, 'child-stdin-inherit');
    });
    await t.test('nothing is asked of one that would die of it', async () => {
      const { located, stderr } = await askStuck(command(), { afterMs: 2500, mayDie: false });
      assert.equal(located !== undefined, survives);
      assert.equal(stderr, '');
    });
  });
}

test('go: two deadlocks in one process, each with its place', { skip: languages[0]!.skip }, async () => {
  const [{ build, command }] = languages as [(typeof languages)[0]];
  build();
  assert.deepEqual(await deadlocks(command()), [
    ['left', 'hang-tool', 'stuck.go:74 in main.put'],
    ['right', 'hang-tool', 'stuck.go:81 in main.right'],
  ]);
  assert.deepEqual(await deadlocks(command('-healthy')), []);
});

/** Step, rule and place of all that is told of the tools left and right. */
async function deadlocks([program, ...args]: readonly [string, ...string[]]): Promise<string[][]> {
  const steps = ['left', 'right'].map((tool) => ({ tool, args: {}, timeout: '3s' }));
  const { report } = await judge({ server: { command: program, args }, coverage: 'off', steps });
  return report.suites[0]!.steps.flatMap(({ name, findings }) =>
    findings.map(({ rule, where = '' }) => [name, rule, where]),
  );
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'inherit' });
}
