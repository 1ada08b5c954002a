/** `schema/smoke.schema.json` tells editors what `config` accepts: the two must not drift apart. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import type { SmokeAnswers, SmokeExpect, SmokeFile, SmokeServer, SmokeStep } from '../src/api/smoke-file.ts';
import { ANSWERS_TABLE, ELICITATION_TABLE, QUESTION_TABLE, SAMPLING_TABLE } from '../src/config/grammar/answers.ts';
import { AUTH_TABLE, CLIENT_TABLE } from '../src/config/grammar/auth.ts';
import { EXPECT_TABLE } from '../src/config/grammar/expect.ts';
import { HTTP_TABLE } from '../src/config/grammar/http-request.ts';
import { NOTIFICATION_TABLE } from '../src/config/grammar/notifications.ts';
import { OPERANDS } from '../src/config/grammar/operand.ts';
import { REQUEST_TABLE } from '../src/config/grammar/request.ts';
import { SERVER_TABLE, TLS_TABLE } from '../src/config/grammar/server.ts';
import { LIMITS_TABLE, SMOKE_TABLE, TOOLS_TABLE } from '../src/config/grammar/smoke.ts';
import { READY_TABLE, START_TABLE } from '../src/config/grammar/start.ts';
import { REPEAT_TABLE, RETRY_TABLE, STEP_TABLE, WHEN_TABLE } from '../src/config/grammar/step.ts';
import { UsageError } from '../src/model.ts';
import { load, SERVER } from './harness/config.ts';

interface Described {
  readonly properties: Record<string, Described>;
  readonly description?: string;
  readonly allOf?: readonly { readonly $ref: string }[];
  readonly $ref?: string;
  readonly items?: Described;
}

const schema = JSON.parse(
  readFileSync(new URL('../schema/smoke.schema.json', import.meta.url), 'utf8'),
) as Described & {
  definitions: Record<string, Described>;
};
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }).compile(
  schema,
);
const { step, server, auth, start, expect, notification, answers, question, valueMatcherMap, textMatcherMap } =
  schema.definitions as Record<string, Described>;

const maps: readonly [string, object, Described, (readonly string[])?][] = [
  ['the file', SMOKE_TABLE, schema],
  ['server', SERVER_TABLE, server!],
  ['tls', TLS_TABLE, server!.properties['tls']!],
  ['auth', AUTH_TABLE, auth!],
  ['clientCredentials', CLIENT_TABLE, auth!.properties['clientCredentials']!],
  ['start', START_TABLE, start!],
  ['ready', READY_TABLE, start!.properties['ready']!],
  ['http', HTTP_TABLE, step!.properties['http']!],
  ['request', REQUEST_TABLE, step!.properties['request']!],
  ['limits', LIMITS_TABLE, schema.properties['limits']!],
  ['tools', TOOLS_TABLE, schema.properties['tools']!],
  ['step', STEP_TABLE, step!],
  ['retry', RETRY_TABLE, step!.properties['retry']!],
  ['repeat', REPEAT_TABLE, step!.properties['repeat']!],
  ['when', WHEN_TABLE, step!.properties['when']!],
  ['expect', EXPECT_TABLE, expect!],
  ['notification', NOTIFICATION_TABLE, notification!],
  ['answers', ANSWERS_TABLE, answers!],
  ['elicitation', ELICITATION_TABLE, answers!.properties['elicitation']!.items!],
  ['sampling', SAMPLING_TABLE, answers!.properties['sampling']!.items!],
  ['question', QUESTION_TABLE, question!],
  ['matchers', OPERANDS, valueMatcherMap!],
  ['matchers of text', OPERANDS, textMatcherMap!, ['each', 'any']],
];

for (const [name, table, described, without = []] of maps) {
  test(`${name}: the same keys, each described`, () => {
    const keys = Object.keys(table).filter((key) => !without.includes(key));
    assert.deepEqual(Object.keys(described.properties), keys);
    for (const [key, property] of Object.entries(described.properties)) {
      const target = property.$ref?.split('/').at(-1);
      const text = property.description ?? schema.definitions[target ?? '']?.description;
      assert.ok(text, `${key} has a description`);
    }
  });
}

/** A value that fits and one that does not, for every key. */
const samples: readonly [string, string, string][] = [
  ['name', 'x', '1'],
  ['server', '{ command: node, args: [a], env: { A: b } }', '{ command: node, headers: {} }'],
  ['server', '{ url: "http://x/", headers: { A: b } }', '{ url: "http://x/", cwd: . }'],
  ['server', '{ command: node, cwd: . }', '{ name: x }'],
  ['server', '{ package: "docker:x", bin: a, args: [b], env: { C: d } }', '{ package: "docker:x", cwd: . }'],
  [
    'server',
    '{ url: "http://x:${port}/", start: { command: a, args: ["${port}"], ready: { http: "http://x:${port}/" } } }',
    '{ url: "http://x/", start: { args: [] } }',
  ],
  [
    'server',
    '{ url: "http://x/", start: { command: a, ready: { log: up, timeout: 5s } } }',
    '{ url: "http://x/", start: { command: a, ready: { log: up, tcp: "x:1" } } }',
  ],
  [
    'server',
    '{ url: "http://x/", start: { command: a, ready: { tcp: "x:1" } } }',
    '{ command: a, start: { command: a } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { clientCredentials: { issuer: "http://y/", clientId: a, clientSecret: abcd, scope: a b } } }',
    '{ url: "http://x/", auth: { clientCredentials: { issuer: "http://y/", clientId: a } } }',
  ],
  ['server', '{ url: "http://x/", auth: { login: true } }', '{ url: "http://x/", auth: { login: "true" } }'],
  [
    'server',
    '{ url: "http://x/", auth: { login: false } }',
    '{ url: "http://x/", auth: { login: true, clientId: a } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { refreshToken: abcd, issuer: "http://y/", clientId: a, clientSecret: abcd } }',
    '{ url: "http://x/", auth: { login: true, refreshToken: abcd, issuer: "http://y/", clientId: a } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { refreshToken: abcd, tokenUrl: "http://y/token", clientId: a } }',
    '{ url: "http://x/", auth: { refreshToken: abcd, tokenUrl: "http://y/token", issuer: "http://y/", clientId: a } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { refreshToken: abcd, issuer: "http://y/", clientId: a } }',
    '{ url: "http://x/", auth: { refreshToken: abcd, clientId: a } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { refreshToken: abcd, issuer: "http://y/", clientId: a } }',
    '{ url: "http://x/", auth: { refreshToken: abcd, issuer: "http://y/" } }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { refreshToken: abcd, issuer: "http://y/", clientId: a } }',
    '{ url: "http://x/", auth: {} }',
  ],
  [
    'server',
    '{ url: "http://x/", auth: { clientCredentials: { issuer: "http://y/", clientId: a, privateKey: key, algorithm: ES256 } } }',
    '{ url: "http://x/", auth: { clientCredentials: { issuer: "http://y/", clientId: a, privateKey: key, algorithm: none } } }',
  ],
  ['server', '{ url: "http://x/", transport: sse }', '{ url: "http://x/", transport: ws }'],
  ['protocol', '[2025-06-18]', '2027-03-01'],
  ['protocol', 'auto', '[auto]'],
  ['secrets', '[TOKEN]', 'TOKEN'],
  ['vars', '{ a: { b: [1] } }', '[a]'],
  ['timeout', '1.5s', '5'],
  ['connectTimeout', '500ms', '1h'],
  ['limits', '{ message: 1MiB }', '{ message: 1MB }'],
  ['tools', '{ include: [a], exclude: [] }', '{ includes: [a] }'],
  ['coverage', 'off', 'none'],
  ['diagnose', 'off', 'no'],
  ['rules', '{ hang-tool: off }', '{ hang-tool: fatal }'],
  [
    'answers',
    '{ elicitation: [{ when: { message: { contains: a } }, content: { a: 1 } }, { mode: url }] }',
    '{ elicitation: [{ action: accept }] }',
  ],
  ['answers', '{ elicitation: [{ action: decline }] }', '{ elicitation: [{ action: decline, content: {} }] }'],
  ['answers', '{ sampling: [{ text: a, model: b }, { action: decline }] }', '{ sampling: [{}] }'],
  ['answers', '{ roots: ["file:///a"] }', '{ roots: a }'],
  ['answers', '{ sampling: [{ when: { params: { $.a: 1 } }, text: a }] }', '{ sampling: [{ when: {}, text: a }] }'],
  ['teardown', '[{ tool: a }]', '{ tool: a }'],
  ['steps', '[{ resource: a }]', '[{ resource: "" }]'],
  ['steps', '[{ prompt: a, args: { x: y } }]', '[{ prompt: a, tool: b }]'],
];

const httpSamples: readonly [string, string][] = [
  ['http: { url: /a }', 'http: { method: GET }'],
  ['http: { url: /a, method: POST, json: { a: 1 } }', 'http: { url: /a, json: 1, body: x }'],
  ['http: { url: /a, headers: { A: b }, body: x }', 'http: { url: /a, method: FETCH }'],
  ['http: { url: /a }, expect: { status: 204 }', 'http: { url: /a }, expect: { status: ok }'],
  ['http: { url: /a }, expect: { status: [200, 204] }', 'http: { url: /a }, expect: { status: 600 }'],
  ['http: { url: /a }, expect: { headers: { A: b } }', 'http: { url: /a }, expect: { code: 1, status: 200 }'],
  ['http: { url: /a }, expect: { json: { $.a: 1 } }', 'http: { url: /a }, expect: { structured: { $.a: 1 } }'],
  ['tool: t, expect: { structured: { $.a: 1 } }', 'tool: t, expect: { json: { $.a: 1 } }'],
  ['tool: t, expect: { status: error }', 'tool: t, expect: { status: 200 }'],
  ['http: { url: /a }', 'http: { url: /a }, answers: { roots: [] }'],
  ['http: { url: /a }, timeout: 1s', 'http: { url: /a }, args: {}'],
];

const requestSamples: readonly [string, string][] = [
  ['request: { method: a/b }', 'request: { params: {} }'],
  ['request: { method: a/b, params: { c: 1 } }, safe: true', 'request: { method: a/b, params: [1] }'],
  ['request: { method: a/b }, allowDestructive: true', 'request: { method: a/b }, args: {}'],
  ['request: { method: a/b }, expect: { status: error }', 'request: { method: notifications/cancelled }'],
  ['request: { method: a/b }, timeout: 1s', 'request: { method: a/b }, sendInvalid: true'],
];

const stepSamples: readonly [string, string][] = [
  ['name: x', 'name: ""'],
  ['args: { a: 1 }', 'args: a'],
  ['timeout: 1s', 'timeout: 1'],
  ['cases: [{ a: 1 }, { a: [x] }]', 'cases: { a: 1 }'],
  ['args: { x: "${case.a}" }, cases: [{ a: 1 }]', 'cases: [{}]'],
  ['cases: [{ name: x }]', 'cases: [{ 1a: x }]'],
  ['cases: [{ a: x }]', 'cases: [{ a: x }], capture: { b: $.b }'],
  ['capture: { a: $.a }', 'capture: { a: a }'],
  ['capture: { a: { path: $.a, secret: true } }', 'capture: { a: { secret: true } }'],
  ['capture: { a: { path: $.a } }', 'capture: { a: { path: a } }'],
  ['retry: { attempts: 2, delay: 0s }', 'retry: { delay: 1s }'],
  ['repeat: { count: 2, concurrency: 2 }', 'repeat: { concurrency: 2 }'],
  ['sendInvalid: true', 'sendInvalid: 1'],
  ['allowDestructive: true', 'allowDestructive: maybe'],
  ['skip: reason', 'skip: true'],
  ['todo: reason', 'todo: true'],
  ['when: { env: [A] }', 'when: { env: [] }'],
  ['tags: [a]', 'tags: a'],
  ['expect: { status: error, code: 1 }', 'expect: { code: 1 }'],
  ['expect: { maxLatency: 1s }', 'expect: {}'],
  ['expect: { text: 5 }', 'expect: { text: [5] }'],
  ['expect: { text: { matches: a } }', 'expect: { text: {} }'],
  ['expect: { text: { contains: a } }', 'expect: { text: { contains: 5 } }'],
  ['expect: { structured: { $.a: [1] } }', 'expect: { structured: {} }'],
  ['expect: { structured: { $.a: { equals: { b: 1 } } } }', 'expect: { structured: { $.a: { b: 1 } } }'],
  ['expect: { structured: { $: { each: { type: null } } } }', 'expect: { structured: { $: { each: {} } } }'],
  ['expect: { structured: { $: { length: { lte: 5 } } } }', 'expect: { structured: { $: { length: x } } }'],
  ['expect: { structured: { $: { gt: "${x}", oneOf: [1] } } }', 'expect: { structured: { $: { oneOf: [] } } }'],
  ['expect: { structured: { $: { any: 1, exists: true } } }', 'expect: { structured: { $: { exists: 1 } } }'],
  ['expect: { structured: { $: { schema: true } } }', 'expect: { structured: { $: { schema: 5 } } }'],
  ['expect: { structured: { $.a: 1 } }', 'expect: { structured: { a: 1 } }'],
  ['expect: { result: { "$.content[0].type": image } }', 'expect: { result: { content: image } }'],
  ['expect: { result: { $.isError: true }, status: error }', 'expect: { result: { $.a: 1 }, status: rpc-error }'],
  ['expect: { notifications: [{ method: notifications/progress }] }', 'expect: { notifications: [] }'],
  ['expect: { notifications: [{ method: notifications/a, count: 0 }] }', 'expect: { notifications: [{ count: 1 }] }'],
  [
    'expect: { notifications: [{ method: notifications/a, count: { gte: 2, lt: 5 } }] }',
    'expect: { notifications: [{ method: notifications/a, count: -1 }] }',
  ],
  [
    'expect: { notifications: [{ method: notifications/a, params: { $.progress: { gte: 1 } } }] }',
    'expect: { notifications: [{ method: progress }] }',
  ],
];

async function accepts(text: string): Promise<{ config: boolean; schema: boolean; why: string }> {
  const told = await load(text, { vars: { x: '1' } }).then(
    () => '',
    (error: unknown) => (error instanceof UsageError ? error.message : assert.fail(String(error))),
  );
  const fits = validate(parse(text));
  return { config: told === '', schema: fits, why: told + JSON.stringify(validate.errors) };
}

describe('the schema and the reader agree', () => {
  const top = samples.map(([key, good, bad]) =>
    [good, bad].map((value) => `${key === 'server' ? '' : SERVER}${key}: ${value}`),
  );
  const steps = stepSamples.map((pair) => pair.map((text) => `${SERVER}steps: [{ tool: t, ${text} }]`));
  const web = 'server: { url: "http://x/" }\n';
  const https = httpSamples.map((pair) => pair.map((text) => `${web}steps: [{ ${text} }]`));
  const requests = requestSamples.map((pair) => pair.map((text) => `${SERVER}steps: [{ ${text} }]`));
  for (const [good = '', bad = ''] of [...top, ...steps, ...https, ...requests]) {
    test(good.replace(SERVER, ''), async () => {
      const yes = await accepts(good);
      assert.deepEqual([yes.config, yes.schema], [true, true], yes.why);
      const no = await accepts(bad);
      assert.deepEqual([no.config, no.schema], [false, false], bad);
    });
  }
});

/** The types by which users write a smoke file as an object: `npm run types` refuses what is missing and what is too much. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const _sameKeys: readonly true[] = [
  true satisfies Same<keyof SmokeFile, keyof typeof SMOKE_TABLE>,
  true satisfies Same<keyof SmokeStep, keyof typeof STEP_TABLE>,
  true satisfies Same<keyof SmokeServer, keyof typeof SERVER_TABLE>,
  true satisfies Same<keyof SmokeExpect, keyof typeof EXPECT_TABLE>,
  true satisfies Same<keyof SmokeAnswers, keyof typeof ANSWERS_TABLE>,
];
void _sameKeys;
