/** What the commands say, as golden transcripts. */
import { test } from 'node:test';
import { compareGolden, transcript } from './harness/golden.ts';

const TRANSCRIPTS: Record<string, readonly string[]> = {
  example: ['run', 'smoke.example.yaml'],
  broken: ['run', 'examples/broken.smoke.yaml'],
  'both-eras': ['run', 'examples/both-eras.smoke.yaml'],
  'both-eras-http': ['run', 'examples/both-eras-http.smoke.yaml'],
  serve: ['run', 'examples/serve.smoke.yaml'],
  'probe-example': ['probe', '--call', 'read-only', '--', 'node', 'examples/servers/notes.mjs'],
  'probe-missing': ['probe', '--', 'no-such-command-anywhere'],
  init: ['init', '-o', '-', '--', 'node', 'examples/servers/notes.mjs'],
  'check-todo': ['check', 'test/golden/files/todo.smoke.yaml'],
  check: ['check', 'smoke.example.yaml', 'examples/broken.smoke.yaml'],
  'check-steps': ['check', 'test/golden/files/wrong-steps.smoke.yaml'],
  'unknown-file': ['run', 'no-such-file.yaml'],
  'unknown-step': ['run', 'smoke.example.yaml', '--step', 'creat'],
  'unknown-option': ['run', '--jbs', '2'],
  help: ['--help'],
  explain: ['explain', 'multiline-json'],
};

for (const [name, args] of Object.entries(TRANSCRIPTS)) {
  test(`golden: ${name}`, async () => compareGolden(name, await transcript(args)));
}
