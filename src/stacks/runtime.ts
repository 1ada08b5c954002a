/** The runtime of a process, by its program. */
import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import type { Runtime } from '../model.ts';
import type { LiveProcess } from '../wire/processes.ts';

const NAMES: readonly (readonly [RegExp, Runtime])[] = [
  [/^(?:python|pypy)[\d.]*(?:\.exe)?$/, 'python'],
  [/^(?:node|nodejs)(?:\.exe)?$/, 'node'],
  [/^java(?:\.exe)?$/, 'java'],
];

/** What the linker of Go writes into every program (debug/buildinfo). */
const GO_MARK = Buffer.from('\xff Go buildinf:', 'latin1');
const CHUNK = 1024 * 1024;
const MOST_CHUNKS = 256;

export function runtimeOf({ pid, command }: LiveProcess): Runtime | undefined {
  const program = programOf(pid, command);
  const name = program.slice(program.lastIndexOf('/') + 1);
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? (isGo(program) ? 'go' : undefined);
}

/** A process may call itself anything; /proc knows better. */
function programOf(pid: number, command: string): string {
  try {
    return realpathSync.native(`/proc/${pid}/exe`);
  } catch {
    return command.split(' ')[0] ?? '';
  }
}

function isGo(program: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(program, 'r');
    return holdsMark(file);
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function holdsMark(file: number): boolean {
  // Chunks overlap by the mark's length, so that it is found across their border.
  const chunk = Buffer.alloc(CHUNK + GO_MARK.length);
  for (let index = 0; index < MOST_CHUNKS; index++) {
    const length = readSync(file, chunk, 0, chunk.length, index * CHUNK);
    if (chunk.subarray(0, length).includes(GO_MARK)) return true;
    if (length < chunk.length) return false;
  }
  return false;
}
