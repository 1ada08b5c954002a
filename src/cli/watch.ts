/** `--watch`: the same run again whenever one of its files has changed, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { relative, resolve } from 'node:path';
import type { StopSignal } from '../stopping.ts';
import { plural } from '../text/plural.ts';
import { sleep } from '../waiting.ts';
import { changesBetween, type Snapshot, snapshotOf } from './changes.ts';
import type { Signal } from './interrupts.ts';
import { sayLine } from './say.ts';

export interface Watching {
  /** The command line without `--watch`. */
  readonly argv: readonly string[];
  /** All files that count, found anew each time. Never rejects. */
  readonly files: () => Promise<readonly string[]>;
  /** Written by the run itself. */
  readonly outputs: readonly string[];
  readonly stop: StopSignal;
}

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const POLL_MS = 300;
/** New files are looked for every so many polls. */
const LIST_EVERY = 10;
const CLEAR = '\x1b[2J\x1b[3J\x1b[H';
/** A file that changes in so many runs on end is written by the server. */
const OWN_WRITES = 2;

/** Resolves with the exit code, once it has been interrupted and nothing runs any more. */
export async function watch({ argv, files, outputs, stop }: Watching): Promise<number> {
  const ignored = new Set(outputs.map((path) => resolve(path)));
  const inRuns = new Map<string, number>();
  const list = async () => (await files()).filter((path) => !ignored.has(path));
  for (let isFirst = true; !stop.aborted; isFirst = false) {
    if (!isFirst && process.stdout.isTTY) process.stdout.write(CLEAR);
    const before = await snapshotOf(await list());
    await runOnce(argv);
    if (stop.aborted) break;
    const after = await snapshotOf(await list());
    const during = changesBetween(before, after);
    for (const path of inRuns.keys()) if (!during.includes(path)) inRuns.delete(path);
    for (const path of during) {
      inRuns.set(path, (inRuns.get(path) ?? 0) + 1);
      if (inRuns.get(path)! < OWN_WRITES) continue;
      ignored.add(path);
      sayLine(`${shown(path)} changes with every run: not watched any more`);
    }
    if (during.some((path) => !ignored.has(path))) continue;
    sayLine(`Watching ${plural(after.size, 'file')}; Ctrl-C ends it.`);
    const changed = await nextChange(after, list, stop);
    if (changed.length > 0) sayLine(`Changed: ${changed.slice(0, 3).map(shown).join(', ')}`);
  }
  return 130;
}

/** A session of its own, so that Ctrl-C reaches it through us, once. Resolves when it is gone. */
async function runOnce(argv: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, ...argv], {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  const forward = (signal: Signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  await Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
  for (const signal of SIGNALS) process.removeListener(signal, forward);
}

/** What has changed, when it has been quiet for a moment; empty when stopped. */
async function nextChange(
  start: Snapshot,
  list: () => Promise<readonly string[]>,
  stop: StopSignal,
): Promise<string[]> {
  let paths: readonly string[] = [...start.keys()];
  let last = start;
  for (let polls = 1; !stop.aborted; polls++) {
    await sleep(POLL_MS, stop);
    if (polls % LIST_EVERY === 0) paths = [...new Set([...start.keys(), ...(await list())])];
    const now = await snapshotOf(paths);
    const isQuiet = changesBetween(last, now).length === 0;
    last = now;
    const changed = changesBetween(start, now);
    if (changed.length > 0 && isQuiet) return changed;
  }
  return [];
}

function shown(path: string): string {
  return relative(process.cwd(), path) || path;
}
