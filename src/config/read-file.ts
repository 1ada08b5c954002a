/** Reads a file that may be anything: at most 1 MiB, UTF-8, without its byte order mark. */
import { open } from 'node:fs/promises';
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

/** Stops soon after `most`, so that a device or a pipe cannot fill the memory. */
export async function readAtMost(path: string, most: number): Promise<Buffer> {
  const handle = await open(path);
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
