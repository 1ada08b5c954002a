/** A logo for the report, as a `data:` URI: PNG, JPEG, GIF, WebP as they are, SVG made safe. */
import { safeSvg } from './logo/svg.ts';
import { readAtMost, whyUnread } from './read-file.ts';

export type Logo =
  | { readonly uri: string; readonly problem?: undefined }
  | { readonly problem: string; readonly hint?: string };

/** It stands in every report of the run. */
const MAX_BYTES = 128 * 1024;

/** By their first bytes, whatever the file is called. */
const PICTURES: readonly (readonly [type: string, isIt: (start: string) => boolean])[] = [
  ['image/png', (start) => start.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (start) => start.startsWith('\xff\xd8\xff')],
  ['image/gif', (start) => /^GIF8[79]a/.test(start)],
  ['image/webp', (start) => /^RIFF[\s\S]{4}WEBP/.test(start)],
];

/** Reads at most one byte more than it takes; never throws for what the file is. */
export async function readLogo(path: string): Promise<Logo> {
  try {
    const bytes = await readAtMost(path, MAX_BYTES);
    if (bytes.length > MAX_BYTES) return { problem: 'the logo is larger than 128 KiB', hint: 'save it smaller' };
    return logoOf(bytes);
  } catch (error) {
    return { problem: `the logo cannot be read: ${whyUnread(error as NodeJS.ErrnoException)}` };
  }
}

function logoOf(bytes: Buffer): Logo {
  const start = bytes.toString('latin1', 0, 16);
  const [type] = PICTURES.find(([, isIt]) => isIt(start)) ?? [];
  if (type !== undefined) return { uri: dataUri(type, bytes) };
  const text = bytes.toString('utf8');
  if (!/^\ufeff?\s*<(?:\?xml|!--|svg|!DOCTYPE)/i.test(text)) {
    return { problem: 'the logo is neither PNG, JPEG, GIF, WebP nor SVG' };
  }
  const svg = safeSvg(text);
  return svg.problem === undefined ? { uri: dataUri('image/svg+xml', Buffer.from(svg.text)) } : svg;
}

function dataUri(type: string, bytes: Buffer): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}
