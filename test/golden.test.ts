/** Golden transcripts: command, output, exit code, times scrubbed. UPDATE_GOLDEN=1 writes them; a missing one fails. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, scrub, smoke } from './harness/smoke.ts';

const TRANSCRIPTS: Record<string, readonly string[]> = {
  example: ['run', 'smoke.example.yaml'],
  broken: ['run', 'examples/broken.smoke.yaml'],
  'probe-example': ['probe', '--call', 'read-only', '--', 'node', 'examples/servers/notes.mjs'],
  'probe-missing': ['probe', '--', 'no-such-command-anywhere'],
  check: ['check', 'smoke.example.yaml', 'examples/broken.smoke.yaml'],
  'unknown-file': ['run', 'no-such-file.yaml'],
  'unknown-step': ['run', 'smoke.example.yaml', '--step', 'creat'],
  'unknown-option': ['run', '--jbs', '2'],
  help: ['--help'],
  explain: ['explain', 'multiline-json'],
};

for (const [name, args] of Object.entries(TRANSCRIPTS)) {
  test(`golden: ${name}`, async () => {
    const { stdout, stderr, code } = await smoke(args);
    const said = [stdout, stderr && `[stderr]\n${stderr}`].filter(Boolean).join('\n');
    compare(name, `$ mcp-smoke ${args.join(' ')}\n${scrub(said)}\n[exit ${code}]\n`);
  });
}

function compare(name: string, transcript: string): void {
  const file = join(ROOT, 'test/golden', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, transcript);
  assert.equal(transcript, readFileSync(file, 'utf8'));
}
