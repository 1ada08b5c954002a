/**
 * V8's code cache of a file of ours, kept beside it: whoever may write there may write the program itself, so it is trusted
 * as much. What cannot be read, written or used is done without.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { isNews, type Lesson } from './lesson.ts';

const FOLDER = '.code-cache';

/** What a run compiles depends on its kind: one reads YAML, the other does not. */
export type Kind = 'run' | 'probe';

export interface Compiled {
  readonly file: string;
  readonly script: Script;
  /** Where its cache belongs; absent where none is kept. */
  readonly cache?: string;
  /** Of the runs that have added to it what they compiled. */
  readonly taught: readonly Lesson[];
}

/** Node's own switch is heeded. */
const { NODE_DISABLE_COMPILE_CACHE: off, NODE_OPTIONS: options = '' } = process.env;
const isOff = off === '1';
/** V8 refuses what was compiled under other flags: what such a run leaves would be of no use to the next. */
const isUsual = process.execArgv.length === 0 && options === '';

/** Compiles a file of `folder`, a script whose value is of use: from its cache where that is of this very file, Node and machine. */
export function compile(folder: string, name: string, kind: Kind): Compiled {
  const file = `${folder}/${name}`;
  const { bytes, version } = read(file);
  // The build writes ASCII only.
  const source = bytes.toString('latin1');
  if (isOff) return { file, script: new Script(source, { filename: file }), taught: [] };
  // V8 compares the length of a text only, so the time of its last change is in the name.
  const cache = `${folder}/${FOLDER}/${name}@${kind}@${process.versions.v8}-${process.arch}@${version}`;
  const known = tryToRead(cache);
  const script = new Script(source, { filename: file, ...(known ? { cachedData: known.data } : {}) });
  return { file, script, cache, taught: known && !script.cachedDataRejected ? known.taught : [] };
}

/**
 * Keeps what has been compiled so far, functions that ran included, and what was kept before. Only in a folder that is our
 * user's own: what root leaves in somebody's folder they could not remove. Other versions of the same file are removed.
 */
export function keep({ script, cache, taught }: Compiled, lesson: Lesson): void {
  if (cache === undefined || !isUsual || !isNews(lesson, taught)) return;
  try {
    const folder = dirname(cache);
    if (statSync(dirname(folder)).uid !== (process.getuid?.() ?? 0)) return;
    // Whatever the umask: nobody else may put compiled code there.
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    const temporary = `${cache}.${process.pid}`;
    const lessons = Buffer.of(...taught, lesson, taught.length + 1);
    writeFileSync(temporary, Buffer.concat([script.createCachedData(), lessons]), { mode: 0o644 });
    renameSync(temporary, cache);
    removeOlder(folder, basename(cache));
  } catch {
    // A folder that cannot be written to: the next start is as slow as this one.
  }
}

/** For all that is read, one after the other: fresh memory costs more than to read into it. */
let memory = Buffer.allocUnsafeSlow(1024 * 1024);

/** The content, until the next file is read, and what tells it from another version. */
function read(path: string): { bytes: Buffer; version: string } {
  const descriptor = openSync(path, 'r');
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(size);
    let length = 0;
    for (let more = size; length < size && more > 0; length += more)
      more = readSync(descriptor, memory, length, size - length, null);
    return { bytes: memory.subarray(0, length), version: `${size}-${Math.round(mtimeMs)}` };
  } finally {
    closeSync(descriptor);
  }
}

/** V8's part, then the lessons, then how many they are. */
function tryToRead(path: string): { data: Buffer; taught: readonly Lesson[] } | undefined {
  try {
    const { bytes } = read(path);
    const end = bytes.length - 1 - bytes.at(-1)!;
    return { data: bytes.subarray(0, end), taught: [...bytes.subarray(end, -1)] };
  } catch {
    return undefined;
  }
}

function removeOlder(folder: string, name: string): void {
  const kin = name.slice(0, name.lastIndexOf('@') + 1);
  for (const other of readdirSync(folder))
    if (other.startsWith(kin) && other !== name && !/\.\d+$/.test(other)) rmSync(join(folder, other), { force: true });
}
