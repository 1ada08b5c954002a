/** Reads a file that may be anything: at most 1 MiB, UTF-8, without its byte order mark. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { MAX_BYTES } from './limits.ts';

/** What nearly every smoke file fits into. */
const CHUNK_BYTES = 16 * 1024;

export type FileText =
  | { readonly text: string; readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly problem: string; readonly hint?: string };

export async function readText(path: string): Promise<FileText> {
  try {
    const bytes = await readAtMost(path, MAX_BYTES);
    return bytes.length > MAX_BYTES ? { problem: 'the file is too large: more than 1 MiB' } : decode(bytes);
  } catch (error) {
    return { problem: `cannot be read: ${whyUnread(error as NodeJS.ErrnoException)}` };
  }
}

/**
 * Stops soon after `most`, so that a device or a pipe cannot fill the memory. A file is read at once: the server waits to be
 * started, and each turn costs more.
 */
export async function readAtMost(path: string, most: number): Promise<Buffer> {
  return statSync(path).isFile() ? readFileAtMost(path, most) : readPipeAtMost(path, most);
}

function readFileAtMost(path: string, most: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= most; ) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const bytesRead = readSync(file, buffer);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** Whoever writes to it may take any time. */
async function readPipeAtMost(path: string, most: number): Promise<Buffer> {
  const handle = await process.getBuiltinModule('node:fs/promises').open(path);
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= most; ) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      chunks.push(buffer.subarray(0, bytesRead));
      length += bytesRead;
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}

function decode(bytes: Buffer): FileText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes };
  } catch {
    return { problem: 'not UTF-8 text', hint: 'save the file as UTF-8' };
  }
}

export function whyUnread({ code, message }: NodeJS.ErrnoException): string {
  const known: Record<string, string> = {
    ENOENT: 'no such file',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
  };
  return known[code ?? ''] ?? message;
}
