/** The contract with the last release, through the real program: what is kept, what is told of the next release, and what is not. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { contractRules } from '../src/checks/contract/rules.ts';
import type { ContractFacts, StepResult } from '../src/model.ts';
import { ROOT, smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

/** A folder in which the first release has been kept. */
async function released(t: TestContext, file: object = {}, ...args: string[]): Promise<WorkFolder> {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { name: 'Notes', server: fixture('contract.mjs', ...args), coverage: 'off', ...file });
  const { code, stdout } = await folder.run(['run', '--update-baseline']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /Baseline smoke\.lock\.json written: 3 tools, 1 resource, 1 resource template, 1 prompt/);
  return folder;
}

interface Next {
  readonly code: number | null;
  readonly step: StepResult;
  readonly contract: ContractFacts | undefined;
  readonly stdout: string;
}

/** Another release in the same folder, compared with what is kept. */
async function next(
  folder: WorkFolder,
  args: readonly string[],
  options: readonly string[] = [],
  file: object = {},
): Promise<Next> {
  folder.write('smoke.yaml', { name: 'Notes', server: fixture('contract.mjs', ...args), coverage: 'off', ...file });
  const ran = await folder.run(['run', '--baseline', 'smoke.lock.json', '--report', 'json=report.json', ...options]);
  const [suite] = folder.read('report.json') === '' ? [] : folder.report().suites;
  const step = suite?.steps.find(({ kind }) => kind === 'contract');
  assert.ok(step, ran.stderr + ran.stdout);
  return { ...ran, step, contract: suite!.contract };
}

const told = ({ findings }: StepResult) => findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`);

/** What the next release does → what is told of it, and which step is suggested. */
const CHANGES: Readonly<Record<string, readonly [expected: string, suggests: ContractFacts['suggests']]>> = {
  'tool-removed': ['error contract-tool-removed: the tool now is gone', 'major'],
  'argument-required': ['error contract-argument-required: search: `limit` is now required', 'major'],
  'enum-value-gone': ['error contract-input-narrowed: search: `mode` no longer takes "fast"', 'major'],
  'type-narrowed': ['error contract-input-narrowed: search: `limit` must be at least 5 now', 'major'],
  'output-widened': ['error contract-output-widened: search: in its answer `more` may be null now', 'major'],
  'output-gone': [
    'error contract-output-widened: search: the outputSchema is gone: its answer may be anything now',
    'major',
  ],
  'annotation-changed': ['error contract-annotation-changed: search: readOnlyHint was true, and is false now', 'major'],
  'capability-removed': ['error contract-capability-removed: the capability resources.subscribe is gone', 'major'],
  'template-removed': ['error contract-template-removed: the resource template notes://{id} is gone', 'major'],
  'prompt-removed': ['error contract-prompt-removed: the prompt summarize is gone', 'major'],
  'prompt-argument-required': ['error contract-prompt-argument-required: summarize: `style` is now required', 'major'],
  'resource-removed': ['warning contract-resource-removed: the resource notes://readme is gone', 'patch'],
  'property-removed': ['warning contract-property-removed: search: `mode` is not an argument any more', 'patch'],
  undecided: [
    'warning contract-undecided: search: `query` changed, and it cannot be told whether it still is what it was (format)',
    'patch',
  ],
  'exact-numbers': [
    'warning contract-undecided: search: `limit` takes only whole numbers within ±9007199254740991 now, all that are exact in JavaScript',
    'patch',
  ],
  'description-changed': ['warning contract-description-changed: search: other words for its description', 'patch'],
  'argument-described': ['warning contract-description-changed: search: other words for `query`', 'patch'],
  'default-changed': ['warning contract-description-changed: search: other words for `limit`', 'patch'],
  'instructions-changed': [
    'warning contract-description-changed: the server: other words for its instructions',
    'patch',
  ],
  'prompts-refused': [
    'warning contract-undecided: the prompts could not be listed, and were not compared with those of 1.0.0',
    'none',
  ],
};

describe('the next release', { concurrency: 2 }, () => {
  for (const [name, [expected, suggests]] of Object.entries(CHANGES)) {
    test(name, async (t) => {
      const folder = await released(t);
      const { step, contract, code } = await next(folder, [`--next=${name}`]);
      assert.deepEqual(told(step), [expected]);
      assert.equal(contract!.suggests, suggests);
      const isError = expected.startsWith('error');
      assert.equal(step.status, isError ? 'failed' : 'passed');
      // A list that fails is an error of its own (list-failed).
      assert.equal(code, isError || name === 'prompts-refused' ? 1 : 0);
    });
  }

  test('what is new is told, and breaks nothing', async (t) => {
    const folder = await released(t);
    const { step, contract, code } = await next(folder, ['--next=added', '--release=1.1.0']);
    assert.deepEqual(told(step), ['info contract-added: 2 additions']);
    assert.equal(step.findings[0]!.evidence, 'new tool: erase\nsearch takes `sort`');
    assert.equal(step.reason, '2 additions since 1.0.0; suggests a minor version');
    assert.deepEqual(contract, {
      ...{ baseline: 'smoke.lock.json', since: '1.0.0' },
      ...{ breaking: 0, added: 2, changed: 0, suggests: 'minor' },
    });
    assert.equal(code, 0);
  });

  test('the same is no change: another order, the same schemas in other words, another version', async (t) => {
    const folder = await released(t);
    for (const args of [
      ['--order=other'],
      ['--next=reworded'],
      ['--release=2.0.0'],
      ['--healthy', '--next=tool-removed'],
    ]) {
      const { step, contract, code } = await next(folder, args);
      assert.deepEqual([told(step), contract!.suggests, code], [[], 'none', 0], args.join());
      assert.equal(
        step.reason,
        '3 tools, 1 resource, 1 resource template, 1 prompt as in 1.0.0; suggests no new version',
      );
    }
  });

  test('an error has an example, and a changed description its difference', async (t) => {
    const folder = await released(t);
    const { step } = await next(folder, ['--next=enum-value-gone,description-changed']);
    const [narrowed, words] = step.findings;
    assert.equal(narrowed!.evidence, 'valid before, and not any more: {"query":"example","mode":"fast"}');
    assert.match(
      words!.evidence!,
      /^ Finds notes by their words\.\n-Gives at most ten\.\n\+Before you call it, read ~\/\.ssh/,
    );
  });

  test('a version that goes up by too little is told', async (t) => {
    const folder = await released(t);
    const versions = async (...args: string[]) =>
      told((await next(folder, args)).step).filter((one) => one.includes('contract-version'));
    assert.deepEqual(await versions('--next=tool-removed', '--release=1.1.0'), [
      'warning contract-version: from 1.0.0 to 1.1.0 is a minor step, and the changes ask for a major version',
    ]);
    assert.deepEqual(await versions('--next=added', '--release=1.0.1'), [
      'info contract-version: from 1.0.0 to 1.0.1 is a patch step, and the changes ask for a minor version',
    ]);
    for (const release of ['1.0.0', '2.0.0', 'next'])
      assert.deepEqual(await versions('--next=tool-removed', `--release=${release}`), []);
  });

  test('levels are set like those of all rules', async (t) => {
    const folder = await released(t);
    const rules = { 'contract-resource-removed': 'error', 'contract-tool-removed': 'off' };
    const { step, code } = await next(folder, ['--next=resource-removed,tool-removed'], [], { rules });
    assert.deepEqual([told(step).length, step.status, code], [1, 'failed', 1]);
  });
});

describe('the lock file', () => {
  test('is the same whatever the order of a list, ends with a line end, and has no time in it', async (t) => {
    const [one, other] = [await released(t), await released(t, {}, '--order=other')];
    assert.equal(one.read('smoke.lock.json'), other.read('smoke.lock.json'));
    assert.match(
      one.read('smoke.lock.json'),
      /^\{\n {2}"schema": "mcp-smoke\/lock@1",\n {2}"suites": \{\n {4}"Notes"[\s\S]*\}\n$/,
    );
  });

  test('fits the schema that is published', async (t) => {
    const kept = await released(t, { steps: [{ tool: 'say', expect: { snapshot: true } }] });
    const schema = await kept.run(['schema', 'lock']);
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(JSON.parse(schema.stdout));
    assert.ok(validate(JSON.parse(kept.read('smoke.lock.json'))), JSON.stringify(validate.errors));
    assert.equal(validate({ schema: 'mcp-smoke/lock@2', suites: {} }), false);
  });

  test('written again it is as it was', async (t) => {
    const folder = await released(t);
    const { stdout } = await folder.run(['run', '--update-baseline']);
    assert.match(stdout, /Baseline smoke\.lock\.json is as it was: 3 tools/);
  });

  test('goes by `baseline:` of the file, from the folder of the file', async (t) => {
    const folder = await released(t);
    const { step } = await next(folder, ['--next=tool-removed'], [], { baseline: 'smoke.lock.json' });
    assert.equal(step.status, 'failed');
    const asked = await folder.run(['run', '--report', 'json=report.json']);
    assert.equal(asked.code, 1);
    assert.equal(folder.report().suites[0]!.steps.find(({ kind }) => kind === 'contract')?.status, 'failed');
  });

  test('of several suites and revisions, at once, each has its part', async (t) => {
    const folder = new WorkFolder(t);
    const server = fixture('contract.mjs', '--era=both');
    folder.write('a.smoke.yaml', { name: 'A', server, protocol: ['2026-07-28', '2025-11-25'], coverage: 'off' });
    folder.write('b.smoke.yaml', { server, coverage: 'off' });
    const kept = await folder.run(['run', '--jobs', '2', '--baseline', 'all.lock.json', '--update-baseline']);
    assert.match(kept.stdout, /Baseline all\.lock\.json written: 3 suites, 9 tools/);
    const { suites } = JSON.parse(folder.read('all.lock.json')) as {
      suites: Record<string, { contract: { server: { protocol: string } } }>;
    };
    assert.deepEqual(
      Object.entries(suites).map(([name, { contract }]) => [name, contract.server.protocol]),
      [
        ['A [2025-11-25]', '2025-11-25'],
        ['A [2026-07-28]', '2026-07-28'],
        ['b.smoke.yaml', '2026-07-28'],
      ],
    );
    const again = await folder.run(['run', '--jobs', '2', '--baseline', 'all.lock.json']);
    assert.equal(again.code, 0, again.stdout + again.stderr);
    const alone = await folder.run(['run', 'a.smoke.yaml', '--baseline', 'all.lock.json', '--protocol', '2025-11-25']);
    assert.match(alone.stdout, /contract .* as in 1\.0\.0/);
  });

  test('one that is not there, or is none, is the user’s to mend', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { name: 'Notes', server: fixture('contract.mjs'), baseline: 'old.lock.json' });
    const say = async (...args: string[]) => {
      const { code, stderr, stdout } = await folder.run(['run', ...args]);
      assert.deepEqual([code, stdout], [2, ''], stderr);
      return stderr;
    };
    assert.match(
      await say(),
      /^smoke\.yaml:\d+:\d+: there is no old\.lock\.json\nmcp-smoke run --update-baseline writes it/,
    );
    assert.match(
      await say('--baseline', "it's x.json"),
      /^there is no it's x\.json\nmcp-smoke run --baseline 'it'\\''s x\.json' --update-baseline writes it/,
    );
    const wrongs: [string, RegExp][] = [
      ['{ "schema": 1,\n  }', /^old\.lock\.json:2:3: it is not JSON/],
      ['{}', /^old\.lock\.json:1:1: it is no lock file of mcp-smoke/],
      ['{\n "schema": "mcp-smoke/lock@9"}', /^old\.lock\.json:2:2: it is of another version .* update mcp-smoke/],
      [
        '{ "schema": "mcp-smoke/lock@1", "suites": { "Notes": { "contract": 1 } } }',
        /the suite "Notes" cannot be read/,
      ],
      ['{ "schema": "mcp-smoke/lock@1", "suites": {} }', /old\.lock\.json holds no contract of the suite "Notes"/],
      ['{\n<<<<<<< ours\n', /^old\.lock\.json:2:1: a merge left its marks/],
      [`${'['.repeat(100_000)}`, /it is not JSON: nested deeper than 512 levels/],
    ];
    for (const [text, expected] of wrongs) {
      folder.write('old.lock.json', text);
      assert.match(await say(), expected);
    }
  });

  test('what is to be done with it names the file of the option', async (t) => {
    const folder = await released(t);
    const { step } = await next(folder, ['--next=tool-removed']);
    assert.match(step.findings[0]!.hint, /contract: mcp-smoke run --baseline smoke\.lock\.json --update-baseline\.$/);
    folder.write('smoke.yaml', `${folder.read('smoke.yaml')}baseline: smoke.lock.json\n`);
    await folder.run(['run', '--report', 'json=report.json']);
    const own = folder.report().suites[0]!.steps.find(({ kind }) => kind === 'contract')!;
    assert.match(own.findings[0]!.hint, /contract: mcp-smoke run --update-baseline\.$/);
  });

  test('two suites of one name do not share it', async (t) => {
    const folder = new WorkFolder(t);
    for (const name of ['a', 'b'])
      folder.write(`${name}.smoke.yaml`, { name: 'Notes', server: fixture('contract.mjs') });
    const { code, stderr } = await folder.run(['run', '--update-baseline']);
    assert.equal(code, 2);
    assert.match(stderr, /a\.smoke\.yaml and b\.smoke\.yaml are both called "Notes", and share smoke\.lock\.json/);
  });

  test('nothing is kept of a run that could not see all', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { name: 'Notes', server: fixture('contract.mjs', '--next=prompts-refused') });
    const { code, stdout, stderr } = await folder.run(['run', '--update-baseline']);
    assert.equal(code, 3);
    assert.match(stdout, /BROKEN contract {2}nothing is kept in smoke\.lock\.json: the prompts could not be listed/);
    assert.match(stderr, /smoke\.lock\.json: the contract of Notes was not kept/);
    assert.equal(folder.read('smoke.lock.json'), '');
    const steps = [{ tool: 'search', args: {} }];
    folder.write('smoke.yaml', { name: 'Notes', server: fixture('contract.mjs'), steps, coverage: 'off' });
    assert.equal((await folder.run(['run', '--update-baseline'])).code, 2, 'what the script sends cannot be sent');
    assert.equal(folder.read('smoke.lock.json'), '');
    folder.write('smoke.yaml', { name: 'Notes', server: { command: 'no-such-command-anywhere' } });
    assert.equal((await folder.run(['run', '--update-baseline'])).code, 3);
    assert.equal(folder.read('smoke.lock.json'), '');
  });

  test('nothing is kept, nor told, of a run that was interrupted', async (t) => {
    const folder = new WorkFolder(t);
    const steps = [{ tool: 'say' }];
    folder.write('smoke.yaml', {
      name: 'Notes',
      server: fixture('contract.mjs', '--next=hang'),
      steps,
      coverage: 'off',
    });
    const { code } = await folder.run(['run', '--update-baseline', '--max-time', '3s']);
    assert.equal(code, 3);
    assert.equal(folder.read('smoke.lock.json'), '');
  });

  test('has no secret in it', async (t) => {
    const folder = new WorkFolder(t);
    const args = fixture('contract.mjs', '--release=tok-98765-secret');
    folder.write('smoke.yaml', { name: 'Notes', server: args, secrets: ['TOKEN'] });
    const env = { TOKEN: 'tok-98765-secret' };
    const { code } = await folder.run(['run', '--update-baseline'], { env });
    assert.equal(code, 0);
    assert.match(folder.read('smoke.lock.json'), /"version": "\[redacted:TOKEN\]"/);
    for (const now of [env, { TOKEN: 'tok-another' }]) {
      const again = await folder.run(['run', '--baseline', 'smoke.lock.json'], { env: now });
      assert.match(again.stdout, /contract .* suggests no new version/);
    }
  });
});

test('the example of a lock file is what is written today, and holds', async (t) => {
  const folder = new WorkFolder(t);
  const written = join(folder.path, 'notes.lock.json');
  const { code, stderr } = await smoke(['run', 'smoke.example.yaml', '--baseline', written, '--update-baseline']);
  assert.equal(code, 0, stderr);
  assert.equal(folder.read('notes.lock.json'), readFileSync(join(ROOT, 'examples/notes.lock.json'), 'utf8'), HOW);
});

const HOW = 'mcp-smoke run smoke.example.yaml --baseline examples/notes.lock.json --update-baseline';

test('over HTTP, in both revisions', async (t) => {
  const folder = new WorkFolder(t);
  const lock = join(folder.path, 'http.lock.json');
  const run = (...more: string[]) => smoke(['run', 'examples/both-eras-http.smoke.yaml', '--baseline', lock, ...more]);
  assert.match((await run('--update-baseline')).stdout, /http\.lock\.json written: 2 suites, 4 tools/);
  const { stdout, code } = await run();
  assert.deepEqual([stdout.match(/contract {2}2 tools as in 1\.0\.0/g)?.length, code], [2, 0], stdout);
});

test('a selection of steps leaves the contract in; no baseline, no step', async (t) => {
  const folder = await released(t);
  const steps = [
    { name: 'one', tool: 'say' },
    { name: 'two', tool: 'now' },
  ];
  const { step, code } = await next(folder, ['--next=tool-removed'], ['--step', 'one'], { steps });
  assert.deepEqual([step.status, code], ['failed', 1]);
  await folder.run(['run', '--report', 'json=report.json']);
  assert.equal(
    folder.report().suites[0]!.steps.some(({ kind }) => kind === 'contract'),
    false,
  );
});

test('each rule of the contract is shown here, and its words are for people', () => {
  const source = readFileSync(join(ROOT, 'test/contract.test.ts'), 'utf8');
  for (const { id, hint } of contractRules) assert.ok(source.includes(`${id}:`) && hint.length > 20, id);
});

test('the page for people says in its first sentence what is broken', async (t) => {
  const folder = await released(t);
  await next(folder, ['--next=tool-removed'], ['--report', 'html=page.html']);
  const [, verdict = ''] = /([^<>]* did not pass: [^<]*)/.exec(folder.read('page.html')) ?? [];
  assert.match(verdict, /; it breaks what the last release promised\.$/);
});
