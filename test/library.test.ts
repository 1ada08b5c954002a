/** The library, used as its users do: from programs of their own, which it must leave alone. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runHost } from './harness/host-program.ts';
import { withHttp } from './harness/http-fixture.ts';
import { leftAfterAWhile, processesWith } from './harness/processes.ts';
import { ROOT } from './harness/smoke.ts';
import { WorkFolder } from './harness/work-folder.ts';

const skip = process.platform === 'linux' ? false : 'needs /proc to see who is left';
const CALL = { name: 'call', tool: 'echo', args: { text: 'x' } };
const WAIT = { name: 'wait', tool: 'wait', args: { text: '60000' }, timeout: '90s' };

let count = 0;
const newMark = () => `library-${process.pid}-${count++}`;

const planOf = (folder: WorkFolder, steps: readonly object[] = [CALL], ...args: string[]) => ({
  name: 'notes',
  server: folder.server(...args),
  coverage: 'off',
  steps,
});

describe('a run', { concurrency: 2 }, () => {
  test('tells its events and resolves with the report that the command line writes', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', planOf(folder));
    const { said, other, code } = await runHost(
      `const run = smoke('smoke.yaml', { cwd: data });
       const types = [];
       for await (const { type, step } of run) types.push(step ? type + ' ' + step.name : type);
       say(types); say(await run.report);`,
      { data: folder.path },
    );
    const steps = ['connect', 'list', 'schema', 'call', 'close'];
    const types = [...steps.flatMap((name) => [`step-start ${name}`, `step-end ${name}`])];
    assert.deepEqual(said[0], ['suite-start', ...types, 'suite-end', 'run-end'], other);
    await folder.run(['run', 'smoke.yaml', '--report', 'json=report.json']);
    assert.deepEqual(shapeOf(said[1]), shapeOf(folder.report()));
    assert.deepEqual([other, code], ['', 0]);
  });

  test('of an object is that of the file with the same content', async (t) => {
    const folder = new WorkFolder(t);
    const plan = planOf(folder, [{ ...CALL, expect: { text: { contains: 'y' } } }]);
    folder.write('smoke.yaml', plan);
    const { said, other } = await runHost(
      `const reports = [];
       for (const target of [data.plan, 'smoke.yaml']) reports.push(await smoke(target, { cwd: data.cwd }).report);
       for (const report of reports) say(report);
       for (const report of reports) say(/"uri": "(.*?)"/.exec(render(report, 'sarif'))?.[1] ?? 'no file');`,
      { data: { plan, cwd: folder.path } },
    );
    const [object, file] = said.slice(0, 2).map(shapeOf);
    assert.deepEqual(object, file, other);
    assert.match(JSON.stringify(said[0]), /"at":"\(plan\):\d+:\d+"/);
    assert.deepEqual(said.slice(2), ['no file', 'smoke.yaml'], 'what an object is called is no file to be annotated');
  });

  test('keeps the contract with a release, and is held to it', async (t) => {
    const folder = new WorkFolder(t);
    const { said, other, code } = await runHost(
      `const { readFileSync, writeFileSync } = await import('node:fs');
       const lock = data.cwd + '/kept.lock.json';
       const options = { cwd: data.cwd, baseline: 'kept.lock.json' };
       await smoke(data.plan, { ...options, updateBaseline: true }).report;
       const kept = JSON.parse(readFileSync(lock, 'utf8'));
       say(Object.keys(kept.suites.notes.contract.tools));
       say((await smoke(data.plan, options).report).verdict);
       writeFileSync(lock, readFileSync(lock, 'utf8').replaceAll('"echo"', '"gone"'));
       say(await smoke(data.plan, options).report);
       say(await smoke(data.plan, { ...options, baseline: 'other.json' }).report.catch(({ name, message }) => name + message));`,
      { data: { plan: planOf(folder), cwd: folder.path } },
    );
    assert.ok((said[0] as string[]).includes('echo'), other);
    assert.equal(said[1], 'passed');
    assert.match(JSON.stringify(said[2]), /"rule":"contract-tool-removed"/);
    assert.match(String(said[3]), /^UsageErrorthere is no other\.json/);
    assert.deepEqual([other, code], ['', 0]);
  });

  test('leaves the process as it was: handlers, exit code, environment, output, children', async (t) => {
    const folder = new WorkFolder(t);
    const { said, other, code } = await runHost(
      `const look = () => ({
         events: process.eventNames().map((name) => [String(name), process.listenerCount(name)]),
         streams: [process.stdout, process.stderr].map((one) => one.eventNames().map((name) => [String(name), one.listenerCount(name)])),
         env: { ...process.env }, exitCode: process.exitCode ?? null, cwd: process.cwd(),
       });
       const before = look();
       let during;
       const run = smoke(data.plan, { cwd: data.cwd });
       for await (const { type, step } of run) {
         if (type === 'step-start') during = look();
         // While a thread judges the answer.
         if (type === 'step-start' && step.kind === 'call') setTimeout(() => say(look()), 500);
       }
       say(before); say(during); say(look());
       await run.report; say('over');`,
      {
        data: {
          plan: {
            ...planOf(folder),
            steps: [{ ...CALL, args: { text: `${'x'.repeat(60)}!` }, expect: { text: { matches: '^(x+)+$' } } }],
          },
          cwd: folder.path,
        },
      },
    );
    // Said in the call, then before it all, during and after.
    assert.deepEqual(said.slice(0, 4), Array(4).fill(said[1]), other);
    assert.deepEqual([said[4], other, code], ['over', '', 0]);
  });

  test('that nobody listens to keeps nothing, and a loop that is left does not stop it', async (t) => {
    const folder = new WorkFolder(t);
    const { said, other } = await runHost(
      `const run = smoke(data, {});
       for await (const { type } of run) { say(type); break; }
       const late = run[Symbol.asyncIterator]();
       const { verdict } = await run.report;
       say(verdict);
       const types = [];
       for await (const { type } of { [Symbol.asyncIterator]: () => late }) types.push(type);
       say(types.at(-1));
       for await (const event of run) say(event);
       say('end');`,
      { data: planOf(folder) },
    );
    assert.deepEqual(said, ['suite-start', 'passed', 'run-end', 'end'], other);
    assert.deepEqual(folder.calls, ['echo x']);
  });

  test('beside another one: neither knows of the other', async (t) => {
    const [one, two] = [new WorkFolder(t), new WorkFolder(t)];
    const step = { ...CALL, args: { text: '${env:API_TOKEN}' } };
    const { said, other } = await runHost(
      `const runs = data.map(({ plan, cwd, token }) => smoke(plan, { cwd, env: { PATH: process.env.PATH, API_TOKEN: token } }));
       const events = await Promise.all(runs.map(async (run) => {
         const suites = new Set();
         for await (const event of run) if (event.suite) suites.add(event.suite.name);
         return [...suites];
       }));
       say(events);
       for (const run of runs) say(await run.report);`,
      {
        data: [
          { plan: { ...planOf(one, [step]), name: 'one' }, cwd: one.path, token: 'tok-1111-aaaa-first' },
          {
            plan: { ...planOf(two, [step, { ...step, name: 'again' }]), name: 'two' },
            cwd: two.path,
            token: 'tok-2222-bbbb-second',
          },
        ],
      },
    );
    assert.deepEqual(said[0], [['one'], ['two']], other);
    assert.deepEqual(
      [one.calls, two.calls],
      [['echo tok-1111-aaaa-first'], Array(2).fill('echo tok-2222-bbbb-second')],
    );
    assert.ok(!JSON.stringify(said).includes('tok-'), JSON.stringify(said));
    assert.match(JSON.stringify(said[1]), /\[redacted:API_TOKEN\]/);
  });

  test('gives the server the safe part of its `env`, and nothing of the process', async (t) => {
    const folder = new WorkFolder(t);
    folder.write(
      'server.mjs',
      `import { serve, textResult, tool } from '${ROOT}test/servers/serve.mjs';
       serve({ tools: [tool('env', () => {
         const { HOME, NOTES, OTHER, LOGNAME } = process.env;
         return textResult(JSON.stringify([HOME, NOTES, OTHER, LOGNAME]));
       })] });`,
    );
    const plan = {
      server: { command: process.execPath, args: ['server.mjs'], env: { NOTES: '${env:NOTES}' } },
      steps: [{ tool: 'env', args: { text: '' } }],
    };
    const { said, other } = await runHost(
      `const env = { PATH: process.env.PATH, HOME: '/home/of-env', NOTES: 'n', OTHER: 'o' };
       for await (const { type, step } of smoke(data.plan, { cwd: data.cwd, env }))
         if (type === 'step-end' && step.kind === 'call') say(JSON.parse(step.calls[0].answer));`,
      { data: { plan, cwd: folder.path }, env: { NOTES: 'of the process', LOGNAME: 'somebody' } },
    );
    assert.deepEqual(said, [['/home/of-env', 'n', null, null]], other);
  });

  test('goes through the proxy that its `env` names, whatever the process has', () =>
    withHttp('http.mjs', [], ({ port }) =>
      withHttp('proxy.mjs', [`--to=${port}`], async (proxy) => {
        const { said, other } = await runHost(
          `const env = { PATH: process.env.PATH, http_proxy: data };
           say((await probe('http://mcp.test/mcp', { env }).report).verdict);`,
          { data: `127.0.0.1:${proxy.port}`, env: { http_proxy: '127.0.0.1:1' } },
        );
        assert.deepEqual(said, ['passed'], other);
      }),
    ));

  test('writes reports where they are wanted, relative to its folder', async (t) => {
    const folder = new WorkFolder(t);
    const { other } = await runHost(
      `await smoke(data.plan, { cwd: data.cwd, report: [{ junit: 'a/out.xml' }, 'ndjson=out.ndjson'], trace: 'wire.jsonl' }).report;`,
      { data: { plan: planOf(folder), cwd: folder.path } },
    );
    assert.equal(other, '');
    assert.match(folder.read('a/out.xml'), / name="call \(echo\)"/);
    assert.match(folder.read('out.ndjson'), /"run-end"/);
    assert.match(folder.read('wire.jsonl'), /tools\/list/);
  });
});

describe('a mistake of the caller', { concurrency: 2 }, () => {
  const mistakes: Record<string, readonly [string, RegExp]> = {
    'a key that is not known': [`smoke({ server: { comand: 'x' } })`, /unknown key `comand`[\s\S]*\(plan\):3:5/],
    'a file that is not there': [`smoke('none.yaml')`, /no such file or folder: none\.yaml/],
    'what JSON cannot say': [
      `smoke({ server: { command: () => 1 } })`,
      /`command` is a function: a plan holds JSON only/,
    ],
    'an object in a circle': [
      `(() => { const a = {}; a.a = a; return smoke(a); })()`,
      /cannot be written as JSON: .*circular/i,
    ],
    'no target': [`smoke(42)`, /not number/],
    'an option that is not known': [
      `smoke('x', { timout: 1 })`,
      /smoke has no option `timout`: did you mean `timeout`\?/,
    ],
    'a report without a place': [
      `smoke({ server: { url: 'http://127.0.0.1:1' } }, { report: 'junit' })`,
      /junit needs a path/,
    ],
    'a number of jobs': [`smoke('x', { jobs: 0 })`, /`jobs` takes a whole number from 1/],
    'a time limit': [`probe('http://127.0.0.1:1', { timeout: 'soon' })`, /`timeout` takes a duration/],
    'a number for a path': [`smoke('x', { baseline: 5 })`, /`baseline` takes text, not number/],
    'a list for the path of a trace': [`smoke('x', { trace: ['a'] })`, /`trace` takes text, not object/],
    'an object for a report': [`smoke('x', { failed: {} })`, /`failed` takes text, not object/],
    'a truth for a logo': [`probe('http://127.0.0.1:1', { logo: true })`, /`logo` takes text, not boolean/],
    'a command as text': [`probe('node server.js')`, /a command is a list: \["node","server\.js"\]/],
    'a folder that lint cannot read': [`lint('nowhere')`, /nowhere/],
  };
  for (const [name, [call, words]] of Object.entries(mistakes)) {
    test(`${name} is a UsageError`, async () => {
      const { said, other, code } = await runHost(
        `await ${call}.report.catch((error) => say({ is: error instanceof UsageError, code: error.code, message: error.message }));`,
      );
      const [error] = said as { is: boolean; code: string; message: string }[];
      assert.deepEqual([error?.is, error?.code, other, code], [true, 'ERR_MCP_SMOKE_USAGE', '', 0]);
      assert.match(error?.message ?? '', words);
    });
  }

  test('is told to a loop as well, and is no unhandled rejection where only the loop hears of it', async () => {
    const { said, other, code } = await runHost(
      `process.on('unhandledRejection', () => say('unhandled'));
       const run = smoke({ server: {} });
       try { for await (const event of run) say(event); } catch (error) { say(error.place.line); }
       smoke({ server: {} });
       setTimeout(() => say('alive'), 200);`,
    );
    assert.deepEqual([said, other, code], [[2, 'alive'], '', 0]);
  });
});

test('a fault of our own is a RunError with what is known; nobody is left', { skip }, async (t) => {
  const [folder, mark] = [new WorkFolder(t), newMark()];
  const { said, other, code } = await runHost(
    `const env = new Proxy({ PATH: process.env.PATH }, { get(all, name) { if (name === 'TERM') throw new Error('no ' + name); return all[name]; } });
     await smoke(data, { env }).report.catch((error) => say([error instanceof RunError, error.message, error.cause.message, error.report.exitCode]));`,
    { data: planOf(folder, [CALL], mark) },
  );
  const [isRunError, message, cause, exitCode] = (said[0] ?? []) as unknown[];
  assert.deepEqual([isRunError, cause, exitCode, other, code], [true, 'no TERM', 70, '', 0]);
  assert.match(String(message), /its own fault, not your server's/);
  assert.deepEqual(await leftAfterAWhile(mark), []);
});

describe('who is left', { concurrency: 2, skip }, () => {
  test('nobody, after an abort: teardown has run and the report has come', async (t) => {
    const [folder, mark] = [new WorkFolder(t), newMark()];
    const plan = {
      ...planOf(folder, [WAIT, CALL], mark),
      teardown: [{ ...CALL, name: 'tidy', args: { text: 'gone' } }],
    };
    const { said, other, code } = await runHost(
      `const stop = new AbortController();
       const run = smoke(data, { signal: stop.signal });
       for await (const { type, step } of run) if (type === 'step-start' && step.name === 'wait') setTimeout(() => stop.abort(new Error('enough')), 300);
       const { verdict, exitCode, suites } = await run.report;
       say([verdict, exitCode]); say(suites[0].steps.map(({ name, status, reason }) => [name, status, reason ?? ''].join(' ').trim()));`,
      { data: plan },
    );
    assert.deepEqual(said[0], ['broken', 130], other);
    assert.match(
      (said[1] as string[]).join('\n'),
      /wait broken aborted: enough\ncall \w+ aborted: enough\ntidy passed/,
    );
    assert.deepEqual([folder.calls, code], [['wait 60000', 'echo gone'], 0]);
    assert.deepEqual(processesWith(mark), []);
  });

  test('nobody, where the signal is aborted before the run', async (t) => {
    const [folder, mark] = [new WorkFolder(t), newMark()];
    const { said, other } = await runHost(
      `const { exitCode, suites } = await smoke(data, { signal: AbortSignal.abort() }).report;
       say([exitCode, suites[0].steps[0].reason]);`,
      { data: planOf(folder, [CALL], mark) },
    );
    assert.deepEqual(said, [[130, 'aborted']], other);
    assert.deepEqual([folder.calls, processesWith(mark)], [[], []]);
  });

  test('no watchdog, while the program goes on', async (t) => {
    const folder = new WorkFolder(t);
    const { said, other } = await runHost(
      `const { readFileSync } = await import('node:fs');
       const children = () => readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim();
       let during = '';
       const run = smoke(data);
       for await (const { type } of run) if (type === 'step-start') during = children();
       await run.report;
       for (let i = 0; i < 100 && children() !== ''; i++) await new Promise((resolve) => setTimeout(resolve, 50));
       say([during.split(' ').length, children()]);`,
      { data: planOf(folder) },
    );
    assert.deepEqual(said, [[2, '']], other);
  });

  for (const how of ['SIGKILL', 'process.exit'] as const) {
    test(`nobody, where the program dies of ${how}`, async (t) => {
      const [folder, mark] = [new WorkFolder(t), newMark()];
      const { signal, other } = await runHost(
        `for await (const { type, step } of smoke(data.plan)) if (type === 'step-start' && step.name === 'wait') data.exit ? process.exit() : say('wait');`,
        {
          data: { plan: planOf(folder, [WAIT], mark), exit: how === 'process.exit' },
          heard: (_, child) => void child.kill('SIGKILL'),
        },
      );
      assert.equal(signal, how === 'SIGKILL' ? 'SIGKILL' : null, other);
      assert.deepEqual(await leftAfterAWhile(mark), []);
    });
  }
});

/** What does not differ from run to run. */
function shapeOf(report: unknown): unknown {
  const moving = [
    'startedAt',
    'durationMs',
    'startedAtMs',
    'ms',
    'command',
    'environment',
    'at',
    'where',
    'file',
    'fileSha256',
  ];
  return JSON.parse(
    JSON.stringify(report, (key, value) => (moving.includes(key) || key === 'scannedFiles' ? undefined : value)),
  );
}
