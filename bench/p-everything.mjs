/** P2: a smoke test of the official reference server, against the same by hand; P13: the peers on 13 calls. Kept in .cache/bench. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row } from './cases.mjs';
import { BIN, measure } from './measure.mjs';
import { smokeRow } from './p-smoke.mjs';
import { smokeFile, thirteen } from './thirteen.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = join(process.env.MCP_SMOKE_CACHE || join(ROOT, '.cache'), 'bench');
/** One sequence of three calls. */
const TOOLTEST_CALLS = ['--cases', '1', '--min-sequence-len', '3', '--max-sequence-len', '3', '--lenient-sourcing'];
const EVERYTHING = ['@modelcontextprotocol/server-everything', '2026.8.31', 'dist/index.js'];
const PEERS = [
  {
    name: 'MCP Inspector --cli',
    entry: ['@modelcontextprotocol/inspector', '2.12.0', undefined],
    argv: (bin, server, tool) => [
      bin,
      '--cli',
      ...server,
      '--method',
      'tools/call',
      '--tool-name',
      tool,
      '--tool-arg',
      'text=milk',
    ],
  },
  {
    name: 'mcporter',
    entry: ['mcporter', '0.12.3', undefined],
    argv: (bin, server, tool) => [bin, 'call', '--stdio', server.join(' '), tool, 'text=milk'],
  },
];

/** 13 calls of server-everything. */
export async function measureEverything(folder, rounds) {
  mkdirSync(folder, { recursive: true });
  const command = [process.execPath, installed(EVERYTHING), 'stdio'];
  const calls = Array.from({ length: 13 }, (_, i) =>
    i % 2 ? ['get-sum', { a: i, b: 1 }] : ['echo', { message: `m${i}` }],
  );
  const file = smokeFile(folder, 'everything', command, calls);
  const asked = join(folder, 'everything.json');
  writeFileSync(asked, JSON.stringify(calls.map(([name, values]) => ({ name, arguments: values }))));
  return [await smokeRow('P2', 'the same on server-everything', folder, { calls: asked, command, file }, rounds)];
}

/** 13 calls of the small server: ours in one run, the peers one process per call, as their users must. */
export async function measurePeers(folder, rounds) {
  const { node } = thirteen(folder);
  const peers = PEERS.map(({ name, entry, argv }) => [
    `${name}, one call`,
    argv(installed(entry), node.command, 'tool_1'),
  ]);
  const [ours, ...theirs] = await measure([['ours', [BIN, 'run', node.file]], ...peers], rounds);
  return theirs.map((peer) => {
    const all = { ...peer, medianMs: peer.medianMs * 13, cpuMs: peer.cpuMs * 13 };
    // How many times faster we are.
    return {
      ...row('P13', `13 calls with ${peer.name}, against ours`, ours, all),
      ratio: all.medianMs / ours.medianMs,
    };
  });
}

/** P14: list and three calls with a peer in Rust, which makes its arguments itself. */
export async function measureTooltest(folder, rounds) {
  const { node } = thirteen(folder);
  const [command, ...args] = node.command;
  const file = smokeFile(
    folder,
    'three',
    node.command,
    ['tool_1', 'tool_2', 'tool_3'].map((tool) => [tool, { text: 'milk' }]),
  );
  const rust = [...TOOLTEST_CALLS, 'stdio', '--command', command, ...args.flatMap((one) => ['--arg', one])];
  const [theirs, ours] = await measure(
    [
      ['tooltest', rust, tooltest()],
      ['ours', [BIN, 'run', file]],
    ],
    rounds,
  );
  return [row('P14', 'list and 3 calls, against tooltest 0.4.2 (Rust)', ours, theirs)];
}

/** Built from crates.io at the first use. */
function tooltest() {
  const root = join(CACHE, 'tooltest');
  const program = join(root, 'bin/tooltest');
  if (!existsSync(program))
    execFileSync('cargo', ['install', '--quiet', 'tooltest', '--version', '0.4.2', '--root', root], {
      stdio: 'ignore',
    });
  return program;
}

/** Its entry file; installed at the first use. */
function installed([name, version, entry]) {
  const folder = join(CACHE, `${name.replace('/', '+')}@${version}`);
  if (!existsSync(folder)) {
    const partial = `${folder}.partial-${process.pid}`;
    mkdirSync(partial, { recursive: true });
    writeFileSync(join(partial, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`], {
      cwd: partial,
      stdio: 'ignore',
    });
    renameSync(partial, folder);
  }
  const root = join(folder, 'node_modules', name);
  return entry === undefined ? binOf(root) : join(root, entry);
}

function binOf(root) {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(root, typeof bin === 'string' ? bin : Object.values(bin)[0]);
}
