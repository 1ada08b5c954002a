/** Unpacks a zip archive: bounded, and nothing lands outside of the folder. */
import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import type { StopSignal } from '../stopping.ts';

const MOST_FILES = 100_000;
const MOST_BYTES = 2 * 1024 ** 3;
const MODE_SHIFT = 16;
/** Of the file type and the permissions that Unix keeps there. */
const TYPE = 0o170_000;
const LINK = 0o120_000;

/** Execute bits stay as they are in the archive. Rejects for an archive that is broken, too large, or leads outside. */
export async function unzip(archive: string, folder: string, stop: StopSignal): Promise<void> {
  const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
  const zip = await open(archive, { lazyEntries: true, autoClose: false, strictFileNames: true });
  try {
    if (zip.entryCount > MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
    let bytes = 0;
    for await (const entry of entriesOf(zip)) {
      if (stop.aborted) throw stop.reason;
      bytes += entry.uncompressedSize;
      if (bytes > MOST_BYTES) throw new Error('it is larger than 2 GiB');
      await extract(zip, entry, folder);
    }
  } finally {
    zip.close();
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let left = zip.entryCount; left > 0; left--) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners('error');
  }
}

async function extract(zip: ZipFile, entry: Entry, folder: string): Promise<void> {
  const path = join(folder, entry.fileName);
  if (entry.fileName.endsWith('/')) return void (await mkdir(path, { recursive: true }));
  const mode = entry.externalFileAttributes >>> MODE_SHIFT;
  // A link may lead anywhere.
  if ((mode & TYPE) === LINK) throw new Error(`${entry.fileName} is a link`);
  await mkdir(dirname(path), { recursive: true });
  const read = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip) as never);
  await pipeline(await read(entry), createWriteStream(path));
  await chmod(path, (mode & 0o111) === 0 ? 0o644 : 0o755);
}
