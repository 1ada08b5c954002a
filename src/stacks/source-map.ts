/** A place of generated JavaScript in the file that its author wrote. */
import { readFileSync, statSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface Script {
  readonly url: string;
  readonly sourceMapURL?: string;
}

const MOST_BYTES = 16 * 1024 * 1024;
const INLINE = /^data:application\/json;(?:charset=[\w-]+;)?base64,/;

/** `generated` counts from 0, the answer from 1. Undefined where there is no map, or it does not cover the place. */
export function sourcePlace(
  { url, sourceMapURL }: Script,
  generated: { line: number; column: number },
): { file: string; line: number; column: number } | undefined {
  if (!sourceMapURL || !url.startsWith('file:')) return undefined;
  try {
    const map = new SourceMap(JSON.parse(readMap(url, sourceMapURL)));
    const entry = map.findEntry(generated.line, generated.column);
    if (!('originalSource' in entry)) return undefined;
    const { originalSource, originalLine, originalColumn } = entry;
    return { file: new URL(originalSource, url).href, line: originalLine + 1, column: originalColumn + 1 };
  } catch {
    return undefined;
  }
}

/** Inline, or a file beside the script. */
function readMap(url: string, sourceMapURL: string): string {
  const inline = INLINE.exec(sourceMapURL);
  if (inline) return Buffer.from(sourceMapURL.slice(inline[0].length, MOST_BYTES), 'base64').toString('utf8');
  const place = new URL(sourceMapURL, url);
  const path = fileURLToPath(place);
  if (!path.endsWith('.map') || statSync(path).size > MOST_BYTES) throw new Error('no source map');
  return readFileSync(path, 'utf8');
}
