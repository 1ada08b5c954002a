/** What a server says reaches people and files only when it can do no harm there, and never with a secret in it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stringify } from 'yaml';
import { smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-hostile-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Every output of one run, by name: the terminal, and a file of each format. */
async function outputs(file: object, env: Record<string, string> = {}): Promise<Record<string, string>> {
  writeFileSync(join(folder, 'smoke.yaml'), stringify(file));
  const formats = ['pretty', 'json', 'junit'];
  const reports = formats.flatMap((format) => ['--report', `${format}=report.${format}`]);
  const ran = await smoke(['run', '-vv', ...reports], { cwd: folder, env });
  assert.equal(ran.code, 1, ran.stdout + ran.stderr);
  const files = formats.map((format) => [format, readFileSync(join(folder, `report.${format}`), 'utf8')]);
  return { stdout: ran.stdout, stderr: ran.stderr, ...Object.fromEntries(files) };
}

const wrong = { text: { equals: 'something else' } };

test('control characters, CI commands and direction marks are made harmless in every output', async () => {
  const all = await outputs({
    server: fixture('ansi.mjs'),
    steps: [
      { tool: 'lo\u001b[31mud', args: { text: 'x' }, expect: wrong },
      { tool: 'faulty', args: { text: 'x' } },
    ],
  });
  for (const [name, text] of Object.entries(all)) {
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/, name);
    assert.doesNotMatch(text, /^\s*(?:::|##\[)/m, name);
  }
  assert.match(all['stdout']!, /red.*link/, 'the words themselves are shown');
  assert.doesNotMatch(all['junit']!, /<script/);
  assert.equal(JSON.parse(all['json']!).suites[0].server.version.includes('red'), true);
});

test('a secret that the server gives away is in no output, in no encoding', async () => {
  const token = 'hunter2/é+<T0ken>&"quoted"==';
  const all = await outputs(
    {
      server: { ...fixture('echo-secret.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } },
      secrets: ['NOTES_TOKEN'],
      steps: [
        {
          name: 'text',
          tool: 'faulty',
          args: { text: '${env:NOTES_TOKEN}' },
          expect: wrong,
          capture: { t: '$.token' },
        },
        { name: 'structured', tool: 'faulty', args: { text: 'x' }, expect: { structured: { '$.header': 'no' } } },
        { name: 'whole', tool: 'faulty', args: { text: 'x' }, expect: { structured: { $: { equals: {} } } } },
        { name: 'error', tool: 'nobody', args: { text: 'x' }, sendInvalid: true },
        { name: 'args', tool: 'echo', args: { text: '${env:NOTES_TOKEN}' }, expect: wrong },
      ],
    },
    { NOTES_TOKEN: token },
  );
  for (const [name, text] of Object.entries(all)) {
    for (const form of encodings(token)) assert.ok(!text.includes(form), `${name} holds ${form}`);
  }
  assert.match(all['json']!, /\[redacted:NOTES_TOKEN\]/);
  assert.match(all['stdout']!, /\[redacted:NOTES_TOKEN\]/);
});

/** The ways in which the value might be written; of base64 the middle, which does not depend on what stands around it. */
function encodings(token: string): string[] {
  const bytes = Buffer.from(token);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  const html = token.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const json = JSON.stringify(token).slice(1, -1);
  return [token, json, JSON.stringify(json).slice(1, -1), html, html.replaceAll('"', '&quot;')].concat(
    [encodeURIComponent(token), bytes.toString('hex'), 'hunter2', 'T0ken'],
    base64,
  );
}
