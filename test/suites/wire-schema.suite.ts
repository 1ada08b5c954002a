/**
 * Every message of ours, and of the healthy fixtures, against the official JSON Schema of its revision. Over stdio a tap between
 * both writes ours down, over HTTP a proxy. Experiments (`probes:`) are not asked for: they break the schema on purpose.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { withHttp } from '../harness/http-fixture.ts';
import { ROOT } from '../harness/smoke.ts';
import { fixture, judge as run } from '../harness/suite.ts';
import { officialSpec } from '../harness/test-data.ts';
import { WorkFolder } from '../harness/work-folder.ts';
import { converse } from './wire-schema/converse.ts';
import { Judge, type Said } from './wire-schema/judge.ts';
import { recording } from './wire-schema/recording-proxy.ts';

const OLDER = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const NEW = '2026-07-28';
const text = (name: string, more: object = {}) => ({ tool: name, args: { text: 'x' }, ...more });
const ECHO = text('echo');

interface Run {
  readonly server: readonly string[];
  readonly protocols: readonly string[];
  readonly steps: readonly object[];
  readonly answers?: object;
  /** What must have been said by us, or nothing was tested. */
  readonly says: readonly string[];
}

/** Each kind of message that we send. */
const RUNS: Readonly<Record<string, Run>> = {
  'all kinds of steps': {
    server: ['steps.mjs', '--era=both'],
    protocols: [...OLDER, NEW, 'auto'],
    steps: [
      ECHO,
      { resource: 'notes://readme' },
      { prompt: 'summarize', args: { style: 'short' } },
      {
        request: {
          method: 'completion/complete',
          params: { ref: { type: 'ref/prompt', name: 'summarize' }, argument: { name: 'style', value: 's' } },
        },
      },
      text('work', { expect: { notifications: [{ method: 'notifications/progress' }] } }),
      text('work', { name: 'logged', expect: { notifications: [{ method: 'notifications/message' }] } }),
      text('grow', { expect: { notifications: [{ method: 'notifications/tools/list_changed' }] } }),
    ],
    says: ['tools/list', 'tools/call', 'resources/read', 'prompts/get', 'completion/complete'],
  },
  'a call that hangs': {
    server: ['hang-tool.mjs', '--era=both'],
    protocols: ['2025-11-25', NEW],
    steps: [text('faulty', { timeout: '2s' })],
    says: ['notifications/cancelled'],
  },
  answers: {
    server: ['asks.mjs'],
    protocols: ['2025-11-25'],
    steps: ['form', 'filled', 'url', 'model', 'roots'].map((name) => text(name)),
    answers: {
      elicitation: [{ mode: 'url' }, { content: { city: 'Ulm' } }],
      sampling: [{ text: 'short' }],
      roots: ['file:///srv'],
    },
    says: ['initialize'],
  },
  'questions that nothing answers': {
    server: ['asks.mjs', '--variant=always'],
    protocols: ['2025-11-25'],
    steps: ['form', 'model', 'roots'].map((name) => text(name)),
    says: ['initialize'],
  },
  'a tool that is called as a task': {
    server: ['task-only.mjs', '--healthy'],
    protocols: ['2025-11-25'],
    steps: [text('faulty', { timeout: '20s' })],
    says: ['tasks/get', 'tasks/result'],
  },
  'a task that is given up': {
    server: ['task-only.mjs'],
    protocols: ['2025-11-25'],
    steps: [text('faulty', { timeout: '2s' })],
    says: ['tasks/cancel'],
  },
};

describe('what we send', () => {
  for (const [name, { server, protocols, steps, answers, says }] of Object.entries(RUNS))
    for (const protocol of protocols)
      test(`${name}, ${protocol}`, async (t) => {
        const judge = await official(t);
        if (!judge) return;
        const said = await overStdio(t, server, { protocol, steps, ...(answers ? { answers } : {}) });
        expectSaid(said, says);
        assert.deepEqual(judge.faults(said), []);
      });

  for (const [server, era, protocol] of [
    ['http-era.mjs', 'both', '2025-11-25'],
    ['http-era.mjs', 'both', NEW],
    ['http-era.mjs', 'stateless', 'auto'],
    ['http.mjs', 'stateful', 'auto'],
  ] as const)
    for (const more of server === 'http.mjs' ? [['--variant=session']] : [['--healthy'], ['--healthy', '--sse'], []])
      test(`over HTTP: ${server} ${era} ${more.join(' ')}, ${protocol}`, async (t) => {
        const judge = await official(t);
        if (!judge) return;
        const steps = [ECHO, text('faulty', { timeout: '2s' })];
        const said = await withHttp(server, [`--era=${era}`, ...more], ({ port }) =>
          recording(port, async (url, heard) => {
            await run({ server: { url }, coverage: 'off', protocol, steps });
            return heard;
          }),
        );
        expectSaid(said, ['tools/list', 'tools/call']);
        assert.deepEqual(judge.faults(said), []);
      });
});

/** Serves only beside another process, with a file of theirs. */
const NOT_ALONE = ['lock-waits.mjs'];

describe('the healthy fixtures', { concurrency: 2 }, () => {
  for (const name of twins())
    for (const era of ['stateful', 'stateless'])
      test(`${name}, ${era}`, async (t) => {
        const judge = await official(t);
        if (!judge) return;
        const said = await converse(fixture(name, '--healthy', `--era=${era}`), era === 'stateless');
        assert.ok(said.filter(({ from }) => from === 'server').length >= 4, JSON.stringify(said));
        assert.deepEqual(judge.faults(said), []);
      });
});

/** The fixtures over stdio that have a healthy form. */
function twins(): string[] {
  const folder = join(ROOT, 'test/servers');
  const isTwin = (name: string) => /serve\.mjs'/.test(read(name)) && /\bhealthy\b|atFault/.test(read(name));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return readdirSync(folder).filter(
    (name) => name.endsWith('.mjs') && name !== 'serve.mjs' && !NOT_ALONE.includes(name) && isTwin(name),
  );
}

async function official(t: TestContext): Promise<Judge | undefined> {
  const folder = await officialSpec(t);
  return folder === undefined ? undefined : new Judge(folder);
}

async function overStdio(t: TestContext, [name, ...args]: readonly string[], file: object): Promise<readonly Said[]> {
  const folder = new WorkFolder(t);
  const {
    command,
    args: [script, ...rest],
  } = fixture(name!, ...args);
  const tap = join(ROOT, 'test/suites/wire-schema/tap.mjs');
  const server = { command, args: [tap, join(folder.path, 'wire'), command, script!, ...rest] };
  await run({ server, coverage: 'off', ...file });
  const lines = folder
    .read('wire')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return lines.map(({ from, line }) => ({ from, message: JSON.parse(line) }));
}

function expectSaid(said: readonly Said[], wanted: readonly string[]): void {
  const methods = said.filter(({ from }) => from === 'client').map(({ message }) => message.method);
  for (const method of wanted) assert.ok(methods.includes(method), `${method} was not sent: ${methods.join()}`);
}
