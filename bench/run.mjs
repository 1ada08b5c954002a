/**
 * `npm run bench`: what mcp-smoke costs, as ratios to a floor that ran in alternation with it. Figures of one machine
 * go to docs/performance.md by hand.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const smoke = (...args) => ['bin/mcp-smoke.js', ...args];
const client = (...args) => ['bench/sdk-client.mjs', ...args];
const notes = ['node', 'examples/servers/notes.mjs'];
const load = ['node', 'bench/load-server.mjs'];

/** Title, rounds, and the cases; the first is the floor. */
const tables = [
  [
    'Start',
    21,
    ['node -e 0', ['-e', '0']],
    ['mcp-smoke --version', smoke('--version')],
    ['mcp-smoke check', smoke('check', 'smoke.example.yaml')],
  ],
  [
    'The notes server',
    21,
    ['SDK client: connect, list, close', client('list', ...notes)],
    ['mcp-smoke probe', smoke('probe', '--', ...notes)],
    ['mcp-smoke run smoke.example.yaml', smoke('run', 'smoke.example.yaml')],
  ],
  [
    '5,000 small calls, 1,000 at once',
    7,
    ['SDK client', client('calls', ...load)],
    ['mcp-smoke run', smoke('run', 'bench/calls.smoke.yaml')],
  ],
  // The SDK's client is no floor here: it ends the connection at 10 MiB.
  [
    'An answer of 50 MB on one line',
    7,
    ['plain script: join, JSON.parse', ['bench/plain-client.mjs', ...load]],
    ['mcp-smoke run', smoke('run', 'bench/line.smoke.yaml')],
  ],
];

console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, ${new Date().toISOString().slice(0, 10)}`,
);
for (const [title, rounds, ...cases] of tables) {
  console.log(`\n${title} (median of ${rounds}, fastest, ratio)`);
  for (const { name, medianMs, fastestMs, ratio } of await measure(cases, rounds)) {
    const figures = [medianMs.toFixed(0), fastestMs.toFixed(0), ratio.toFixed(2)];
    console.log(`${name.padEnd(40)} ${figures.map((figure) => figure.padStart(7)).join('')}`);
  }
}
