/** What is cut from a text holds no half of a secret: a half is known to nobody, so that no later look can find it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { framesChecks, toolChecks } from '../src/checks/index.ts';
import type { FramesSubject, ToolSubject } from '../src/checks/subjects.ts';
import { compareSchemas } from '../src/contract/schema-changes.ts';
import type { Outcome } from '../src/model.ts';
import { cleanStart } from '../src/redact/clean-start.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import { inspectCleanly } from '../src/run/inspect.ts';
import { lineToAdd } from '../src/run/question-words.ts';
import { judge as judgeSchema } from '../src/schema/judge.ts';
import { judgeFields } from '../src/session/dialect/result-fields.ts';
import { judgeResultType } from '../src/session/dialect/result-type.ts';
import type { Question } from '../src/session/host.ts';
import { judgeInput } from '../src/session/input-required.ts';
import { excerpt } from '../src/text/excerpt.ts';
import type { SseEvent } from '../src/wire/sse.ts';
import { eventFault } from '../src/wire/sse-data.ts';
import { anySecret, ENCODINGS, isLeft, surroundings } from './harness/leaks.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

/** Longer than what is shown around a place, and far longer than the mark that takes its place. */
const TOKEN = Array.from({ length: 150 }, (_, at) => `k${(at * 7919) % 10_007}Z`).join('-');
const WAYS = {
  'before an address': 'repr-leak',
  'behind an address': 'repr-leak',
  'before half a character': 'lone-surrogate',
  'behind half a character': 'lone-surrogate',
  'before a NaN': 'nan-infinity',
  'behind a NaN': 'nan-infinity',
  'in a stack': 'traceback-leak',
  'in data': 'bad-envelope',
  'over and over': 'secret-echoed',
  'in an unreadable line': 'nan-token-wire',
  'in a line of noise': 'stdout-noise-call',
  'in a cause': 'missing-module',
  'in the place of a hang': 'loop-blocked',
  'in the command of a child': 'child-stdin-inherit',
  'in the command of a child that reads beside us': 'child-stdin-inherit',
  'in the command of a child that is awaited': 'hang-tool',
};

test('a secret where a quote is cut leaves no half of it in any output', async (t) => {
  for (const [text, rule] of Object.entries(WAYS)) {
    await t.test(text, async () => {
      const server = { ...fixture('half-secrets.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } };
      const file = {
        server,
        secrets: ['NOTES_TOKEN'],
        coverage: 'off',
        timeout: '5s',
        steps: [{ tool: 'leak', args: { text } }],
      };
      const { stdout, stderr, findings } = await judge(file, [], { NOTES_TOKEN: TOKEN });
      assert.ok(
        findings.some((finding) => finding.rule === rule || finding.also?.includes(rule)),
        JSON.stringify(findings),
      );
      assert.ok(!isLeft(stdout, TOKEN), stdout);
      assert.ok(!isLeft(stderr, TOKEN), stderr);
    });
  }
});

/** A half of it begins as other texts do, so that it is not known. */
const URL_WAYS = { 'in an unreadable line': 'nan-token-wire', 'in a misfit': 'structured-mismatch' };

test('a secret URL where a quote is cut leaves no half of it in any output', async (t) => {
  for (const [text, rule] of Object.entries(URL_WAYS)) {
    await t.test(text, async () => {
      const server = { ...fixture('half-secrets.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } };
      const tool = text === 'in a misfit' ? 'misfit' : 'leak';
      const file = { server, secrets: ['NOTES_TOKEN'], coverage: 'off', steps: [{ tool, args: { text } }] };
      const { stdout, stderr, findings } = await judge(file, [], { NOTES_TOKEN: `https://hooks.example/s/${TOKEN}` });
      assert.ok(findings.some((one) => one.rule === rule));
      assert.ok(!isLeft(stdout, TOKEN), stdout);
      assert.ok(!isLeft(stderr, TOKEN), stderr);
    });
  }
});

test('a secret in the refusal of the start leaves no half of it in any output', async () => {
  const server = { ...fixture('half-secrets.mjs', '--at=initialize'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } };
  const { stdout, stderr, findings } = await judge({ server, secrets: ['NOTES_TOKEN'] }, [], { NOTES_TOKEN: TOKEN });
  assert.ok(
    findings.some(({ rule }) => rule === 'missing-module'),
    JSON.stringify(findings),
  );
  assert.ok(!isLeft(stdout, TOKEN), stdout);
  assert.ok(!isLeft(stderr, TOKEN), stderr);
});

test('whatever part is cut out, in whatever encoding: nothing is left of a secret that it touches', () => {
  fc.assert(
    fc.property(
      anySecret,
      fc.constantFrom(...Object.values(ENCODINGS)),
      surroundings,
      fc.nat(200),
      fc.nat(200),
      (value, encode, around, from, length) => {
        const { cut } = createRedactor([{ name: 'T', value }]);
        const text = `${around}${encode(value)}${around}`;
        const shown = cut(text, from, from + length);
        assert.ok(!isLeft(shown, value), shown);
        assert.ok(from >= text.length || length === 0 || shown !== '', 'what is cut out is told');
      },
    ),
    { numRuns: 500 },
  );
});

test('what holds no secret is cut as it is, and an excerpt of an excerpt tells the whole length', () => {
  const redactor = createRedactor([{ name: 'T', value: 'n0tes-tok/en+42' }]);
  const text = 'abc '.repeat(30_000);
  assert.equal(redactor.cut(text, 70_001, 70_009), text.slice(70_001, 70_009));
  assert.equal(redactor.cut('abc', 0, 9), 'abc');
  const start = cleanStart(redactor, text, 4000);
  assert.equal(start, excerpt(text, 4000));
  assert.equal(excerpt(start, 4000), start);
  assert.equal(excerpt(start, 300), excerpt(text, 300));
});

test('what a session says of an answer is cut where it is told, and within a sentence', () => {
  const value = TOKEN.slice(0, 100);
  const redactor = createRedactor([{ name: 'T', value }]);
  const inspect = inspectCleanly(redactor);
  for (let before = 0; before < 300; before += 10) {
    const text = `${' .'.repeat(before / 2)}${value} and more`;
    const outcome = (result: object) => ({ kind: 'result', result }) as Outcome;
    const requests = { q: { method: 'elicitation/create', params: { message: text } } };
    const said = [
      ...judgeResultType('tools/call', outcome({ resultType: text })),
      ...judgeFields('tools/list', outcome({ resultType: 'complete', ttlMs: text, cacheScope: text })),
      judgeInput('tools/call', { requests, state: text }, { rounds: 1, isOver: false, notes: [] }),
    ];
    assert.equal(said.length, 3);
    const irregularities = said.map((one) => ({ ...one, evidence: `${one.evidence}\nnext` }));
    const subject = { phase: 'call', frames: [], irregularities } as unknown as FramesSubject;
    for (const { message, evidence = '' } of inspect(framesChecks, subject)) {
      const shown = redactor.text(`${message}\n${evidence}`);
      assert.ok(!isLeft(shown, value), shown);
    }
  }
});

test('what is said of the change of a schema is cut so that the half of a secret is known', () => {
  const value = TOKEN.slice(0, 100);
  const redactor = createRedactor([{ name: 'T', value }]);
  for (let before = 0; before < 210; before += 7) {
    const text = `${'.'.repeat(before)}${value} and more`;
    const { words } = compareSchemas({ enum: [text, 'b'] }, { enum: ['b'] }).changes[0]!;
    for (const one of [words.input, words.output]) {
      const shown = redactor.text(one);
      assert.ok(!isLeft(shown, value), shown);
    }
  }
});

/** Of some of these no half is known: it is too short, or begins as other texts do. */
const VALUES = [TOKEN.slice(0, 100), 'hG5!tY2#', `https://hooks.example/${TOKEN.slice(0, 60)}`, '{"id":"k7Zq-9vR4t"}'];
const FORMS: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(value).toString('hex'),
];

test('what is said of a schema or an event is cut where secrets are known', () => {
  for (const value of VALUES) {
    const redactor = createRedactor([{ name: 'T', value }]);
    const inspect = inspectCleanly(redactor);
    for (const written of FORMS.map((form) => form(value))) {
      for (let before = 0; before < 40; before += 3) {
        const text = `${'.'.repeat(before)}${`${written} | `.repeat(Math.ceil(700 / written.length))}`;
        const schemas = [
          { type: 'string', format: text },
          { type: 'object', properties: {}, required: [text] },
          { type: 'object', properties: { a: { $ref: text } } },
          { type: 'string', pattern: `(${text}` },
          { type: text },
        ];
        const found = schemas.map((schema) =>
          inspect(toolChecks, { index: 0, name: 'a', raw: {}, input: judgeSchema(schema) } as unknown as ToolSubject),
        );
        const { rule, detail } = eventFault({ name: text, data: '{"jsonrpc":"2.0","id":1,"result":{}}' } as SseEvent)!;
        const message = lineToAdd({ params: { requestedSchema: { properties: { [text]: {} } } } } as Question);
        const irregularities = [detail, message].map((one) => ({ rule, message: `${one}: and so on` }));
        found.push(inspect(framesChecks, { frames: [], irregularities } as unknown as FramesSubject));
        for (const findings of found) assert.notDeepEqual(findings, []);
        const shown = redactor.text(
          found
            .flat()
            .map((one) => one.message)
            .join('\n'),
        );
        for (let at = 0; at + 6 <= written.length; at++) {
          const part = written.slice(at, at + 6);
          assert.ok(!shown.includes(part) || 'https://'.includes(part), shown);
        }
      }
    }
  }
});

test('no check cuts what it quotes by itself', () => {
  const folder = join(ROOT, 'src/checks');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const cutting = files.filter((file) =>
    /\b(?:quoted|clip)\([^;\n]*\.(?:slice|substring)\(\s*(?!0, \w+\)\.)|evidence: [^;\n]*\.substring\(/.test(
      readFileSync(join(folder, file), 'utf8'),
    ),
  );
  assert.deepEqual(cutting, []);
});
