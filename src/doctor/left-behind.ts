/** MCP servers that a host has left behind: the process that spoke to them is gone. They are told of, and left alone. */
import { readlinkSync, statSync } from 'node:fs';
import type { ServerSpec } from '../model.ts';
import { duration } from '../text/duration.ts';
import { listEveryProcess } from '../wire/processes.ts';
import { REAPER } from '../wire/reaper.ts';
import type { Line } from './section.ts';

/** Of a configured server: a word of its command line that belongs to no other program. */
const LONG_ENOUGH = 8;

/** `found`: as they were started, for the secrets in their arguments. */
export function leftBehind(specs: readonly ServerSpec[]): { readonly lines: Line[]; readonly found: ServerSpec[] } {
  const marks = specs.flatMap((spec) => (spec.transport === 'stdio' ? [spec.command, ...spec.args] : []));
  const telling = new Set(marks.filter((word) => word.length >= LONG_ENOUGH && !word.startsWith('-')));
  const all = listEveryProcess();
  const keepers = new Set([
    1,
    ...all.filter(({ command }) => /\bsystemd --user\b/.test(command)).map(({ pid }) => pid),
  ]);
  const orphans = all.filter(({ pid, parent, command }) => {
    if (!keepers.has(parent) || pid === process.pid) return false;
    const words = command.split(' ');
    return !words.includes(REAPER) && isServer(words, telling) && hasPipeForStdin(pid);
  });
  const none: Line = { state: 'ok', what: 'none', about: 'no MCP server runs without its host' };
  const lines = orphans.map(({ pid, command }) => ({
    state: 'note' as const,
    what: `pid ${pid}`,
    command,
    about: ageOf(pid),
  }));
  return { lines: lines.length > 0 ? lines : [none], found: orphans.map(({ command }) => specOf(command)) };
}

function specOf(line: string): ServerSpec {
  const [command = '', ...args] = line.split(' ');
  return { transport: 'stdio', command, args, env: {}, cwd: '/' };
}

function isServer(words: readonly string[], telling: ReadonlySet<string>): boolean {
  return words.some((word) => telling.has(word) || /(?:^|[^a-z])mcp(?:$|[^a-z])/i.test(word));
}

/** What a host started over stdio has a pipe there; a service has none. True where that cannot be seen. */
function hasPipeForStdin(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return /^(?:pipe|socket):/.test(readlinkSync(`/proc/${pid}/fd/0`));
  } catch {
    return false;
  }
}

function ageOf(pid: number): string {
  try {
    return `, for ${duration(Date.now() - statSync(`/proc/${pid}`).ctimeMs)}`;
  } catch {
    return '';
  }
}
