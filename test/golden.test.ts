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

const NEXT = ['run', 'test/golden/files/contract.smoke.yaml', '--var'];

/** The contract with the last release; the answer of a step that is new, where CI runs. */
const RELEASES: Record<string, readonly [args: readonly string[], env?: Record<string, string>]> = {
  'contract/unchanged': [[...NEXT, 'next=reworded']],
  'contract/breaking': [[...NEXT, 'next=tool-removed,enum-value-gone,added', '--var', 'release=1.1.0']],
  'contract/description': [[...NEXT, 'next=description-changed']],
  'contract/snapshot-under-ci': [['run', 'test/golden/files/snapshot.smoke.yaml'], { CI: 'true' }],
};

for (const [name, [args, env = {}]] of Object.entries(RELEASES)) {
  test(`golden: ${name}`, async () => compareGolden(name, await transcript(args, { env })));
}

for (const [name, args] of Object.entries(TRANSCRIPTS)) {
  test(`golden: ${name}`, async () => compareGolden(name, await transcript(args)));
}
