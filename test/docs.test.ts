/** The pages say what the program does: generated ones are fresh, examples are read by it, transcripts are its own. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { rulesPage } from '../scripts/rules-page.ts';
import { toFinding } from '../src/checks/check.ts';
import { EXAMPLES } from '../src/checks/examples.ts';
import {
  callChecks,
  closeChecks,
  connectChecks,
  framesChecks,
  listChecks,
  toolChecks,
  unaskedEndChecks,
} from '../src/checks/index.ts';
import { scriptRules } from '../src/checks/script/rules.ts';
import { diagnosisRules } from '../src/diagnosis/diagnose.ts';
import { everyRule } from '../src/engine/rule-ids.ts';
import { MATCHERS, PROBES, type RuleInfo } from '../src/model.ts';
import { probeRules } from '../src/probes/index.ts';
import { ROOT, scrub, smoke } from './harness/smoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];

test('docs/rules.md is fresh: npm run docs', async () => {
  assert.equal(read('docs/rules.md'), await rulesPage());
});

test('docs/rules.md says every level that a finding may have', async () => {
  const groups = [connectChecks, listChecks, toolChecks, callChecks, framesChecks, closeChecks, unaskedEndChecks];
  const shown = new Map((await everyRule()).map((rule) => [rule.id, rule]));
  const page = read('docs/rules.md');
  const all: readonly RuleInfo[] = [...groups.flat(), ...scriptRules, ...diagnosisRules, ...probeRules];
  const levelsOf = (id: string) => [shown.get(id)!.level, ...(shown.get(id)!.otherLevels ?? [])];
  const secret = all.flatMap(({ id, level, otherLevels = [] }) =>
    [level, ...otherLevels].filter((one) => !levelsOf(id).includes(one)).map((one) => `${id} ${one}`),
  );
  assert.deepEqual(secret, [], 'levels that another room uses');
  for (const id of shown.keys()) {
    const [first, ...otherLevels] = levelsOf(id);
    const said = `**${first}**${otherLevels.map((other) => `, or ${other}`).join('')}: `;
    assert.ok(page.includes(`### ${id}\n\n${said}`), `${id} ${said}`);
  }
});

test('the examples of explain are of rules that there are, and whole', async () => {
  const known = new Set((await everyRule()).map(({ id }) => id));
  for (const [id, { wire, users, mended }] of Object.entries(EXAMPLES)) {
    assert.ok(known.has(id), id);
    assert.ok(wire.length > 0 && users.length > 20 && mended.length > 0, id);
    assert.ok(
      [...wire, ...mended].every((line) => /^(?:->|<-|!!|\.\.|[+-]| {2})/.test(line)),
      id,
    );
  }
});

test('no finding has a level that its rule does not declare', () => {
  const rule = { id: 'x', level: 'error', otherLevels: ['warning'], title: '', hint: '' } as const;
  const levels = (['error', 'warning', 'info'] as const).map((level) => toFinding(rule, { message: '', level }).level);
  assert.deepEqual(levels, ['error', 'warning', 'error']);
});

test('every smoke file in the pages passes check', async () => {
  const files = PAGES.flatMap((page) => smokeFilesOf(page));
  assert.ok(files.length > 10);
  writeFileSync(join(folder, '.mcp.json'), '{"mcpServers":{"notes":{"command":"node"}}}');
  writeFileSync(join(folder, 'package.json'), '{"bin":"server.mjs"}');
  for (const { name, text } of PAGES.flatMap(modulesOf)) writeFileSync(join(folder, name), text);
  const names = files.map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return name;
  });
  const tokens = { TOKEN: 'tok-12345', NOTES_TOKEN: 'tok-67890', MCP_REFRESH_TOKEN: 'ref-12345' };
  const env = { ...tokens, ACME_API_KEY: 'key-12345', CLIENT_SECRET: 'sec-12345', MCP_CLIENT_ID: 'client' };
  const { code, stdout, stderr } = await smoke(['check', ...names], { cwd: folder, env });
  assert.equal(code, 0, stderr);
  assert.equal(stdout.match(/^OK /gm)?.length, names.length + 1, 'one file runs once for each of two revisions');
});

test('docs/smoke-file.md names every key, matcher and probe', () => {
  const page = read('docs/smoke-file.md');
  const { properties, definitions } = JSON.parse(read('schema/smoke.schema.json'));
  const { server, step, expect } = definitions;
  const keys = [properties, server.properties, step.properties, expect.properties].flatMap(Object.keys);
  const unnamed = [...keys, ...MATCHERS, ...PROBES].filter(
    (key) => !page.includes(`\`${key}\``) && !page.includes(`${key}:`),
  );
  assert.deepEqual(unnamed, []);
});

test('the transcript of the README is a real one, shortened', async () => {
  const [, command = '', shown = ''] = /```console\n\$ mcp-smoke ([^\n]+)\n(.*?)```/s.exec(read('README.md')) ?? [];
  const { stdout } = await smoke(command.split(' '));
  const said = squeezed(scrub(stdout));
  const lines = squeezed(scrub(shown)).filter((line) => line !== '…');
  assert.ok(lines.length > 15);
  assert.deepEqual(
    lines.filter((line) => !said.includes(line)),
    [],
  );
});

test('links lead somewhere', () => {
  const broken = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => resolve(ROOT, dirname(page), target!))
      .filter((path) => !statSync(path, { throwIfNoEntry: false })),
  );
  assert.deepEqual(broken, []);
});

/** Blocks marked `yaml` that are smoke files; a part of one is given the server that it lacks. */
function smokeFilesOf(page: string): { name: string; text: string }[] {
  return [...read(page).matchAll(/```yaml\n(.*?)```/gs)]
    .map(([, text]) => text!)
    .filter((text) => /^(server|steps|vars|probes):/m.test(text))
    .map((text, index) => ({
      name: `${page.replace(/\W/g, '-')}-${index}.smoke.yaml`,
      text: /^server:/m.test(text) ? text : `server: { command: node }\n${text}`,
    }));
}

/** Blocks marked `js` that begin with the name of their file. */
function modulesOf(page: string): { name: string; text: string }[] {
  return [...read(page).matchAll(/```js\n(\/\/ ([\w.-]+)\n.*?)```/gs)].map(([, text, name]) => ({
    name: name!,
    text: text!,
  }));
}

/** Columns may be narrowed in a page. */
function squeezed(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}
