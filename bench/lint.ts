/**
 * `mcp-smoke lint` over 1,000 source files that all have to do with MCP: servers, their helpers and the modules of tools, made
 * from the fixtures of its tests. Prints the wall clock and the processor time; run it on a machine that does nothing else.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../test/harness/smoke.ts';

const FILES = 1_000;
const ROUNDS = 5;
const fixtures = join(ROOT, 'test/lint');
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-bench-'));

try {
  const bytes = fill();
  console.log(`${FILES} files, ${(bytes / 1e6).toFixed(1)} MB`);
  const times = Array.from({ length: ROUNDS }, measured).sort((a, b) => a.wallMs - b.wallMs);
  const { wallMs, cpuMs } = times[ROUNDS >> 1]!;
  console.log(`median of ${ROUNDS}: ${wallMs.toFixed()} ms, ${cpuMs.toFixed()} ms of processor time`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Copies the fixtures until there are enough source files; returns their bytes. */
function fill(): number {
  let files = 0;
  let bytes = 0;
  for (let round = 0; files < FILES; round++) {
    for (const project of readdirSync(fixtures).filter((name) => !/left-out|syntax/.test(name))) {
      const sources = sourcesIn(join(fixtures, project));
      if (files + sources.length > FILES) return bytes;
      cpSync(join(fixtures, project), join(folder, `${project}-${round}`), { recursive: true });
      files += sources.length;
      bytes += sources.reduce((sum, path) => sum + readFileSync(path).length, 0);
    }
  }
  return bytes;
}

function sourcesIn(path: string): string[] {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.(?:py|ts|[cm]?js)$/.test(name)).map((name) => join(path, name));
}

/** The shell tells what node does not: the processor time of a child that has ended. */
function measured(): { wallMs: number; cpuMs: number } {
  const command = `"${process.execPath}" "${join(ROOT, 'bin/mcp-smoke.js')}" lint "${folder}" -q > /dev/null; times`;
  const start = performance.now();
  const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  const wallMs = performance.now() - start;
  const times = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return {
    wallMs,
    cpuMs: times.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1_000, 0),
  };
}
