/** The pages say what the program does: generated ones are fresh, examples are read by it, transcripts are its own. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { rulesPage } from '../scripts/rules-page.ts';
import { MATCHERS, PROBES } from '../src/model.ts';
import { ROOT, scrub, smoke } from './harness/smoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];

test('docs/rules.md is fresh: npm run docs', async () => {
  assert.equal(read('docs/rules.md'), await rulesPage());
});

test('every smoke file in the pages passes check', async () => {
  const files = PAGES.flatMap((page) => smokeFilesOf(page));
  assert.ok(files.length > 10);
  writeFileSync(join(folder, '.mcp.json'), '{"mcpServers":{"notes":{"command":"node"}}}');
  const names = files.map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return name;
  });
  const env = { TOKEN: 'tok-12345', NOTES_TOKEN: 'tok-67890', ACME_API_KEY: 'key-12345', CLIENT_SECRET: 'sec-12345' };
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

/** Columns may be narrowed in a page. */
function squeezed(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}
