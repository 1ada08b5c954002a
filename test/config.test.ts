import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadPlans } from '../src/config/load.ts';
import { failure, options, SERVER, told, write } from './harness/config.ts';

/** Text of the file, where each problem is, and a part of what is said about it. */
const bad: readonly [string, ...(readonly [string, RegExp])[]][] = [
  // The text itself.
  ['', ['1:1', /found nothing/]],
  ['- a', ['1:1', /a map with `server`.*found a list/]],
  [`${SERVER}steps:\n\t- tool: a`, ['3:1', /tab/]],
  [`${SERVER}---\n${SERVER}`, ['2:1', /second YAML document.*own/]],
  [`%YAML 1.1\n---\n${SERVER}`, ['1:1', /directives/]],
  [`${SERVER}vars: { a: 1, a: 2 }`, ['2:15', /`a` is here twice/]],
  [`${SERVER}vars: { a: *b }`, ['2:12', /no anchor/]],
  [`${SERVER}vars: { a: &a [*a] }`, ['2:16', /inside its own anchor/]],
  [`${SERVER}vars: { a: !x 1 }`, ['2:12', /tags/]],
  [`${SERVER}vars: { a: .inf }`, ['2:12', /JSON has no .inf/]],
  [`${SERVER}vars: { a: 12345678901234567890 }`, ['2:12', /too large.*quotes/]],
  [`${SERVER}vars: { ? [a] : 1 }`, ['2:11', /plain text/]],
  [`${SERVER}name: a: b`, ['2:7', /second `key:`/]],
  [`${SERVER}name: "a\\d"`, ['2:9', /single quotes/]],
  [`${SERVER}name: @a`, ['2:7', /quotes/]],
  [`${SERVER}name: [a`, ['2:9', /not valid YAML/]],
  [`\ufeff${SERVER}nam: x`, ['2:1', /unknown key `nam`.*`name`/]],
  [`${SERVER}steps:\r\n  - toll: x\r\n`, ['3:5', /unknown key `toll`.*`tool`/]],
  // The top level.
  ['name: x', ['1:1', /`server` is missing/]],
  [`${SERVER}timeout: 5`, ['2:10', /found a number.*5s/]],
  [`${SERVER}timeout: '5'`, ['2:10', /5s/]],
  [`${SERVER}timeout: 5h`, ['2:10', /ms, s, m/]],
  [`${SERVER}timeout: 0s`, ['2:10', /from 1ms to 1440m/]],
  [`${SERVER}limits: { message: 32 }`, ['2:20', /32MiB/]],
  [`${SERVER}limits: { message: 1B }`, ['2:20', /from 1KiB to 256MiB/]],
  [`${SERVER}coverage: of`, ['2:11', /`off`\?/]],
  [`${SERVER}protocol: 2025-11-24`, ['2:11', /`2025-11-25`\?/]],
  [`${SERVER}protocol: []`, ['2:11', /empty/]],
  [`${SERVER}protocol: [auto]`, ['2:12', /not known/]],
  [`${SERVER}rules: { hang-tol: off }`, ['2:10', /`hang-tool`\?/]],
  [`${SERVER}rules: { hang-tool: fatal }`, ['2:21', /not known.*warning/]],
  [`${SERVER}tools: { include: a }`, ['2:19', /a list of tool names, found text/]],
  [`${SERVER}secrets: [SHORT]`, ['2:11', /shorter than 4/]],
  [`${SERVER}name: "$\{env:HOME}"`, ['2:7', /not expanded here/]],
  [`${SERVER}vars: { i: 1, a b: 2, __proto__: 3 }`, ['2:9', /own/], ['2:15', /name/], ['2:23', /own/]],
  // The server.
  ['server: {}', ['1:9', /no `command`, `url`, `from` or `package`/]],
  ['server: { comand: node }', ['1:11', /`command`\?/]],
  ['server: { command: node, url: "http://x/" }', ['1:26', /`url` does not go with `command`/]],
  ['server: { command: node, args: [1] }', ['1:33', /found a number.*quote it: "1"/]],
  ['server: { command: node, cwd: nowhere }', ['1:31', /no such folder/]],
  ['server: { command: "${nope}" }', ['1:21', /unknown variable `nope`/]],
  ['server: { command: "a ${env:EMPTY}" }', ['1:23', /`EMPTY` is empty.*:-/]],
  ['server: { command: "${i}" }', ['1:21', /steps only/]],
  ['server: { url: localhost:80 }', ['1:16', /only http/]],
  ['server: { url: /mcp }', ['1:16', /not a URL/]],
  ['server: { url: "http://x/", headers: { "a b": c } }', ['1:40', /header/]],
  ['server: { from: nowhere.json }', ['1:17', /nowhere.json: cannot be read: no such file/]],
];

/** One step, in line 4. */
const badSteps: readonly [string, ...(readonly [string, RegExp])[]][] = [
  ['name: a', ['4:5', /does nothing/]],
  ['http: { url: x }', ['4:18', /not a URL.*this server has none/]],
  ['{ http: { url: "http://x/" }, args: {} }', ['4:35', /an http step has no `args`/]],
  ['{ http: { url: "http://x/", json: 1, body: a } }', ['4:42', /not both/]],
  ['{ http: { url: "http://x/" }, expect: { status: ok } }', ['4:53', /is a number/]],
  ['{ tool: a, expect: { json: { $.a: 1 } } }', ['4:26', /for http steps/]],
  ['{ tool: a, prompt: b }', ['4:16', /one thing/]],
  ['{ resource: a, args: {} }', ['4:20', /no `args`/]],
  ['{ prompt: a, sendInvalid: true }', ['4:18', /no `sendInvalid`/]],
  ['{ prompt: a, args: { n: 1 } }', ['4:29', /`n` is not.*quote/]],
  ['{ resource: a, expect: { status: tool-error } }', ['4:28', /no isError/]],
  ['{ tool: a, args: [1] }', ['4:22', /a map, found a list/]],
  ['{ tool: a, retry: {} }', ['4:23', /`attempts` is missing/]],
  ['{ tool: a, repeat: 3 }', ['4:24', /found a number/]],
  ['{ tool: a, repeat: { count: 0 } }', ['4:33', /from 1 to 10000, found 0/]],
  ['{ tool: a, when: { env: [] } }', ['4:29', /empty/]],
  ['{ tool: a, skip: true }', ['4:22', /expected text, found `true`/]],
  ['{ tool: a, expect: {} }', ['4:24', /`expect` is empty/]],
  ['{ tool: a, expect: { stats: ok } }', ['4:26', /`status`\?/]],
  ['{ tool: a, expect: { code: 1 } }', ['4:26', /rpc-error/]],
  ['{ tool: a, expect: { text: {} } }', ['4:32', /empty map/]],
  ['{ tool: a, expect: { text: } }', ['4:32', /nothing to compare/]],
  ['{ tool: a, expect: { text: [a] } }', ['4:32', /structured/]],
  ['{ tool: a, expect: { text: { contain: a } } }', ['4:34', /`contains`\?/]],
  ['{ tool: a, expect: { text: { contains: 5 } } }', ['4:44', /quote it: "5"/]],
  ['{ tool: a, expect: { text: { each: a } } }', ['4:40', /no items/]],
  ["{ tool: a, expect: { text: { matches: '(' } } }", ['4:43', /unterminated group/]],
  ['{ tool: a, expect: { structured: { id: 1 } } }', ['4:40', /starts with `\$`/]],
  ['{ tool: a, expect: { structured: { $.a: { id: 1, n: 2 } } } }', ['4:47', /`id` or `n`.*equals: /]],
  ['{ tool: a, expect: { structured: { $.a: { type: strin } } } }', ['4:53', /`string`\?/]],
  ['{ tool: a, expect: { structured: { $.a: { length: -1 } } } }', ['4:55', /whole number/]],
  ['{ tool: a, expect: { structured: { $.a: { each: { gtt: 1 } } } } }', ['4:55', /`gt`\?/]],
  ['{ tool: a, expect: { structured: { $.a: { oneOf: [] } } } }', ['4:54', /at least one/]],
  ['{ tool: a, expect: { structured: { $.a: { schema: { type: x } } } } }', ['4:55', /schema cannot be used/]],
  ['{ tool: a, capture: { x: "$[" } }', ['4:30', /not a JSONPath: unclosed/]],
  ['{ tool: a, capture: { x y: $.a } }', ['4:27', /cannot be a variable/]],
  ['{ tool: a, capture: { region: $.a } }', ['4:27', /variable already/]],
  ['{ tool: a, args: { a: ["x ${regoin}"] } }', ['4:31', /unknown variable `regoin`.*`region`/]],
  ['{ tool: a, args: { a: "${HOME}" } }', ['4:28', /\$\{env:HOME\}/]],
  ['{ tool: a, args: { a: "${env:HOMM}" } }', ['4:28', /not set.*`HOME`/]],
  ['{ tool: a, args: { a: "${x y}" } }', ['4:28', /is not a variable.*\$\$\{/]],
  ['{ tool: a, capture: { x: $.a }, args: { a: "${x}" } }', ['4:49', /only steps after/]],
  ['{ tool: a, when: { env: [OTHER] }, args: { a: "${env:NOPE}" } }', ['4:52', /`NOPE` is not set/]],
  ['{ tool: a, name: x }\n  - { tool: b, name: x }', ['5:22', /already called `x` \(line 4\)/]],
];

const HEAD = `${SERVER}vars: { region: eu }\nsteps:\n`;

describe('a bad file is refused at the place', () => {
  for (const [written, ...expected] of [...bad, ...badSteps]) {
    const isStep = badSteps.some(([step]) => step === written);
    test(JSON.stringify(written), async () => {
      const { problems } = await failure(isStep ? `${HEAD}  - ${written}\n` : written);
      const places = problems.map(({ place }) => `${place.line}:${place.column}`);
      assert.deepEqual(
        places,
        expected.map(([place]) => place),
        problems.map(told).join('\n'),
      );
      for (const [index, [, words]] of expected.entries()) assert.match(told(problems[index]!), words);
    });
  }
});

test('the message is a code frame for each problem, of all files, in order', async () => {
  write('a.yaml', `${SERVER}steps:\n  - tool: a\n    args: { "é\t\u001b[2K\u0007": "日本 \${nope}" }\n`);
  write('b.yaml', `coverage: of\nserver: { comand: node }\n`);
  const error = await loadPlans(['a.yaml', 'b.yaml', 'c.yaml'], options).catch((thrown: unknown) => thrown as Error);
  assert.equal(
    error instanceof Error && error.message,
    `error: unknown variable \`nope\`
 --> a.yaml:4:28
  |
4 |     args: { "é  \\u001b[2K\\u0007": "日本 \${nope}" }
  |                                         ^^^^^^^
  = add it to \`vars\`, or \`capture\` it in an earlier step

error: \`of\` is not known here
 --> b.yaml:1:11
  |
1 | coverage: of
  |           ^^
  = did you mean \`off\`?
  = allowed here: all, warn, off

error: unknown key \`comand\`
 --> b.yaml:2:11
  |
2 | server: { comand: node }
  |           ^^^^^^
  = did you mean \`command\`?
  = allowed here: command, args, env, cwd, url, headers, transport, tls, auth, start, from, package, bin, name

error: cannot be read: no such file
 --> c.yaml:1:1`,
  );
});

test('a frame shows a window of a long line', async () => {
  const filler = `"${'x'.repeat(5_000)}"`;
  const { message } = await failure(`{"server":{"command":"node"},"name":${filler},"coverage":"of","skip":${filler}}`);
  const [line = '', mark = ''] = message.split('\n').slice(3);
  assert.match(line, /^1 \| …x+","coverage":"of","skip":"x+…$/);
  assert.ok(line.length < 180);
  assert.equal(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1), '"of"');
});
