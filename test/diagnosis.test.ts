import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causes, diagnosisRules } from '../src/diagnosis/causes.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { firstException } from '../src/diagnosis/first-exception.ts';
import { normalise } from '../src/diagnosis/normalise.ts';
import { examples } from './diagnosis/examples.ts';
import { recorded, recordings } from './diagnosis/recordings.ts';

describe('firstException', () => {
  for (const [file, phase, headline, where, rule, causedAt] of recordings) {
    it(`${file}: ${headline}`, () => {
      const stderr = recorded(file);
      const found = firstException(stderr);
      assert.ok(found, 'nothing found');
      assert.ok(`${found.type}: ${found.message}`.startsWith(headline), `${found.type}: ${found.message}`);
      assert.equal(found.where, where);
      const findings = diagnose({ phase, stderr });
      assert.deepEqual(
        findings.map((finding) => finding.rule),
        rule === undefined ? [] : [rule],
      );
      if (rule !== undefined) assert.equal(findings[0]?.where, causedAt ?? where);
    });
  }

  it('says nothing of a call that the error does not name', () => {
    const [found] = diagnose({ phase: 'start', stderr: 'RuntimeError: This event loop is already running' });
    assert.match(found?.message ?? '', /^The server is started inside an event loop that is already running/);
  });

  it('ignores what only echoes another failure', () => {
    const echo =
      'Traceback (most recent call last):\n  File "/app/server.py", line 3, in send\nanyio.ClosedResourceError\n';
    const group = '  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)\n';
    assert.equal(firstException(echo + group), undefined);
    assert.equal(firstException('McpError: Connection closed'), undefined);
    assert.deepEqual(firstException(`${echo}ValueError: bad id`), { type: 'ValueError', message: 'bad id' });
  });

  it('names a cancelled task only when there is nothing else', () => {
    const cancelled =
      'Traceback (most recent call last):\n  File "/app/a.py", line 3, in f\nasyncio.exceptions.CancelledError\n';
    const timeout = 'Traceback (most recent call last):\n  File "/app/a.py", line 9, in g\nTimeoutError\n';
    assert.equal(firstException(cancelled)?.type, 'CancelledError');
    assert.equal(firstException(`${cancelled}\n${timeout}`)?.where, 'a.py:9 in g');
  });

  it('reads a Rust panic without a backtrace, in the old and the new form', () => {
    const now =
      "thread 'tokio-runtime-worker' panicked at src/notes.rs:40:9:\nno such note\nnote: run with `RUST_BACKTRACE=1`";
    const before = "thread 'main' panicked at 'no such note', src/notes.rs:40:9";
    for (const stderr of [now, before]) {
      assert.deepEqual(firstException(stderr), { type: 'panic', message: 'no such note', where: 'notes.rs:40' });
    }
  });

  it('reads an exception out of a log line', () => {
    const line = '2026-11-20 03:30:00 ERROR notes: sqlite3.OperationalError: no such table: notes';
    assert.deepEqual(firstException(line), { type: 'OperationalError', message: 'no such table: notes' });
  });

  it('sees no exception in ordinary logs', () => {
    assert.equal(
      firstException('Server running on stdio\nINFO errors so far: 0\nWarning: RuntimeWarning: x\n'),
      undefined,
    );
  });
});

describe('normalise', () => {
  it('strips colours and control characters and keeps lines', () => {
    assert.equal(normalise('\u001b[31mred\u001b[0m\r\nnext\u0007\rlast \u001b]0;title\u0007x'), 'red\nnext\nlast x');
  });

  it('undoes a box and the wrapping of paths in it', () => {
    const plain = normalise(recorded('python-rich-nested-run'));
    assert.match(
      plain,
      /^\/srv\/venvs\/fastmcp-4\.0\.10\/lib\/python3\.11\/site-packages\/fastmcp\/server\/server\.py:\d+ in call_tool$/m,
    );
    assert.match(plain, /^RuntimeError: asyncio\.run\(\) cannot be called from a running event loop$/m);
    assert.doesNotMatch(plain, /[╭╮╰╯]/);
  });

  it('undoes the ASCII boxes of a terminal without Unicode', () => {
    const box =
      '+----- Traceback (most recent call last) -----+\n| /app/server.py:3 in load                    |\n+---------------------------------------------+\nKeyError: 1';
    assert.deepEqual(firstException(box), { type: 'KeyError', message: '1', where: 'server.py:3 in load' });
  });

  it('leaves a file tree alone', () => {
    const tree = '├── a\n│   └── b\n└── c';
    assert.equal(normalise(tree), tree);
  });
});

describe('diagnose', () => {
  for (const [text, rule, more] of examples) {
    it(`${rule}: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const [finding, ...others] = diagnose({ phase: 'call', stderr: text, ...more });
      assert.equal(finding?.rule, rule);
      assert.deepEqual(others, []);
      assert.ok(finding.hint.length > 0 && finding.message.length > 0);
      assert.doesNotMatch(finding.message, /undefined/);
    });
  }

  it('has an example for every row', () => {
    const texts = examples.map(([text]) => text);
    const unproved = causes.filter(({ pattern }) => !texts.some((text) => pattern.test(text)));
    assert.deepEqual(
      unproved.map(({ pattern }) => String(pattern)),
      [],
    );
  });

  it('has one id for one rule', () => {
    const ids = diagnosisRules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('finds the cause of an error that mcp 2.x hides from the client', () => {
    const stderr = recorded('python-mcp2-nested-run');
    const [finding, ...others] = diagnose({ phase: 'call', stderr, resultText: 'Error executing tool ablock' });
    assert.equal(finding?.rule, 'nested-asyncio-run');
    assert.equal(finding?.where, 'server.py:15 in ablock');
    assert.equal(finding?.evidence, 'RuntimeError: asyncio.run() cannot be called from a running event loop');
    assert.deepEqual(others, []);
  });

  it('reads the result before the warnings that follow from it', () => {
    const found = diagnose({
      phase: 'call',
      stderr: "Warning: RuntimeWarning: coroutine 'fetch' was never awaited",
      resultText: 'Error executing tool block: asyncio.run() cannot be called from a running event loop',
    });
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['nested-asyncio-run'],
    );
  });

  it('tells a coroutine that is returned from a wrong annotation', () => {
    const refused = (value: string) =>
      'Error executing tool fetch: 1 validation error for fetchOutput\nresult\n  Input should be a valid string ' +
      `[type=string_type, input_value=${value}, input_type=object]`;
    const rulesOf = (resultText: string) => diagnose({ phase: 'call', stderr: '', resultText }).map(({ rule }) => rule);
    assert.deepEqual(rulesOf(refused('<coroutine object fetch at 0x7f33648fe500>')), ['not-awaited']);
    assert.deepEqual(rulesOf(refused("'a coroutine object'")), ['structured-mismatch']);
  });

  it('does not blame a warning when something unknown was thrown', () => {
    const stderr = "sys:1: RuntimeWarning: coroutine 'x' was never awaited\nValueError: no such note\n";
    assert.deepEqual(diagnose({ phase: 'call', stderr }), []);
  });

  it('gives each of two different causes, and one rule once', () => {
    const stderr = 'TypeError: Object of type set is not JSON serializable';
    const both = diagnose({ phase: 'call', stderr, resultText: 'ACME_API_KEY is not set', rpcMessage: stderr });
    assert.deepEqual(
      both.map(({ rule }) => rule),
      ['json-dumps-in-tool', 'missing-env'],
    );
  });

  it('places a finding only where its own exception was thrown', () => {
    const stderr = recorded('python-mcp2-during');
    const [finding] = diagnose({ phase: 'call', stderr, resultText: 'ACME_API_KEY is not set' });
    assert.equal(finding?.where, undefined);
  });

  it('names all variables that the settings lack', () => {
    const [finding] = diagnose({ phase: 'start', stderr: recorded('python-settings') });
    assert.match(finding!.message, /^Settings lacks api_key, acme_url, .*\(API_KEY, ACME_URL,/);
  });

  it('names all variables that a check of the environment misses', () => {
    const lacks: [string, string][] = [
      ['node-zod3', 'API_KEY, STORE_URL, MODE.'],
      ['node-zod4', 'API_KEY, STORE_URL.'],
      ['node-zod-pretty', 'API_KEY.'],
      ['node-env-t3', 'API_KEY, STORE_URL.'],
      ['node-envalid', 'API_KEY, STORE_URL.'],
    ];
    for (const [file, names] of lacks) {
      const [finding, ...others] = diagnose({ phase: 'start', stderr: recorded(file) });
      assert.deepEqual([finding?.rule, others], ['missing-env', []], file);
      assert.ok(finding!.message.endsWith(`lacks ${names}`), `${file}: ${finding!.message}`);
    }
    const required = { code: 'invalid_type', received: 'undefined', path: ['API_KEY'], message: 'Give me a key' };
    const dump = (issue: object) => `ZodError: ${JSON.stringify([issue], null, 2)}\n    at load (/app/env.mjs:3:1)\n`;
    assert.equal(diagnose({ phase: 'start', stderr: dump(required) })[0]?.where, 'env.mjs:3 in load');
    const many = Array.from({ length: 60 }, (_, at) => ({ ...required, path: [`KEY_${at}`] }));
    const long = `ZodError: ${JSON.stringify(many, null, 2)}\n    at load (/app/env.mjs:3:1)\n`;
    assert.equal(diagnose({ phase: 'start', stderr: long })[0]?.where, 'env.mjs:3 in load');
    // Wrong is not missing; a small name is no variable; and what a tool is called with is none either.
    const wrong = { code: 'invalid_format', path: ['API_KEY'], message: 'Invalid input: expected a key' };
    const small = { ...required, path: ['title'] };
    for (const issue of [wrong, small, { ...required, path: ['KEYS', 0] }])
      assert.deepEqual(diagnose({ phase: 'start', stderr: dump(issue) }), []);
    assert.deepEqual(diagnose({ phase: 'call', stderr: dump(required) }), []);
  });

  it('takes no exception that was only handled before for the cause, and no key of a dict for a variable', () => {
    const fallback = (connection: string) =>
      `Traceback (most recent call last):\n  File "/app/a.py", line 1, in <module>\nModuleNotFoundError: No module named 'uvloop'\n\n${connection}\n\nTraceback (most recent call last):\n  File "/app/a.py", line 9, in <module>\nKeyError: 'MAX_SIZE'\n`;
    const handled = 'During handling of the above exception, another exception occurred:';
    const led = 'The above exception was the direct cause of the following exception:';
    assert.deepEqual(diagnose({ phase: 'start', stderr: fallback(handled) }), []);
    assert.deepEqual(
      diagnose({ phase: 'start', stderr: fallback(led) }).map(({ rule }) => rule),
      ['missing-module'],
    );
  });

  it('takes what a library made of an exception of the user for less than the exception', () => {
    const own =
      'Traceback (most recent call last):\n  File "/a/site-packages/web/run.py", line 5, in serve\n  File "/app/a.py", line 3, in load\nValueError: bad port\n';
    const wrapped =
      'Traceback (most recent call last):\n  File "/app/a.py", line 90, in <module>\n  File "/a/site-packages/web/run.py", line 7, in serve\nweb.StartError: cannot start\n';
    const chain = `${own}\nDuring handling of the above exception, another exception occurred:\n\n${wrapped}`;
    assert.deepEqual(firstException(chain), { type: 'ValueError', message: 'bad port', where: 'a.py:3 in load' });
  });

  it('takes a program that a tool cannot start for no fault of the start', () => {
    const stderr =
      'Error: spawn xcrun ENOENT\n    at ChildProcess._handle.onexit (node:internal/child_process:285:19)\n';
    assert.deepEqual(diagnose({ phase: 'call', stderr, resultText: 'spawn xcrun ENOENT' }), []);
    assert.equal(diagnose({ phase: 'start', stderr })[0]?.rule, 'spawn-enoent');
  });

  it('bounds the evidence', () => {
    const [finding] = diagnose({ phase: 'call', stderr: '', resultText: `${'x'.repeat(2000)} surrogates not allowed` });
    assert.equal(finding?.evidence?.length, 500);
  });
});
