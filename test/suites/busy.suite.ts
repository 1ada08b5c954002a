/** The same verdicts and rules on a busy machine: everything is run as it is, and again with four busy loops beside it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { after, test } from 'node:test';
import type { Report } from '../../src/model.ts';
import { type Ran, smoke } from '../harness/smoke.ts';
import { fixture, judge } from '../harness/suite.ts';

const LOOPS = 4;
const loops: ChildProcess[] = [];
const endLoops = () => {
  for (const loop of loops.splice(0)) loop.kill('SIGKILL');
};
after(endLoops);

async function beside<T>(work: () => Promise<T>): Promise<T> {
  for (let n = 0; n < LOOPS; n += 1) loops.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  try {
    return await work();
  } finally {
    endLoops();
  }
}

/** Status and rules of every step; not the times. */
function verdicts({ suites, verdict }: Report): unknown {
  const steps = suites.flatMap((suite) => suite.steps);
  return [
    verdict,
    ...steps.map(({ id, status, findings }) => [id, status, findings.map(({ rule, level }) => [rule, level])]),
  ];
}

async function example(...args: string[]): Promise<unknown> {
  const { stdout }: Ran = await smoke(['run', ...args, '--report', 'json']);
  return verdicts(JSON.parse(stdout) as Report);
}

async function server(name: string, ...args: string[]): Promise<unknown> {
  const steps = [{ tool: 'faulty', args: { text: 'x' } }];
  const { report } = await judge({ server: fixture(name, ...args), timeout: '60s', coverage: 'off', steps });
  return verdicts(report);
}

const runs: Readonly<Record<string, () => Promise<unknown>>> = {
  'smoke.example.yaml': () => example('smoke.example.yaml'),
  'examples/broken.smoke.yaml': () => example('examples/broken.smoke.yaml'),
  'schema-hang': () => server('schema-hang.mjs'),
  'schema-hang --healthy': () => server('schema-hang.mjs', '--healthy'),
  'schema-uncompilable': () => server('schema-uncompilable.mjs'),
  'structured-mismatch': () => server('structured-mismatch.mjs'),
  'large-schemas: flat': () => server('large-schemas.mjs', '--variant=flat'),
  'large-schemas: alternatives': () => server('large-schemas.mjs', '--variant=alternatives'),
  'large-schemas: patterns, wrong': () => server('large-schemas.mjs', '--variant=patterns', '--wrong'),
  'large-list: backtracking': () => server('large-list.mjs', '--variant=backtracking'),
};

for (const [name, run] of Object.entries(runs)) {
  test(`${name}: the same verdict on a busy machine`, async () => {
    const quiet = await run();
    assert.deepEqual(await beside(run), quiet);
  });
}
