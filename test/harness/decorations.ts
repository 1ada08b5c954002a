/** Ways in which programs show a value beside plain encodings, each with the way in which a reader would get it back. */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';

export interface Decoration {
  readonly write: (secret: string) => string;
  /** Everything that a reader makes of a text. */
  readonly read: (text: string) => string;
}

const bytes = (text: string) => [...Buffer.from(text)];
const hexOf = (byte: number) => byte.toString(16).padStart(2, '0');
const numbers = (text: string) =>
  Buffer.from([...text.matchAll(/-?\d+/g)].map(([one]) => Number(one) & 255)).toString();
const hexes = (text: string) =>
  Buffer.from([...text.matchAll(/[\da-f]{2}/gi)].map(([one]) => Number.parseInt(one, 16))).toString();
const strings = (text: string) =>
  [...text.matchAll(/"((?:[^"\\]|\\.)*)"(:?)/g)].map(([, inner, colon]) => (colon === '' ? inner : '')).join('');

/** In three parts of different lengths. */
function thirds(text: string): string[] {
  const [a, b] = [Math.floor(text.length / 3), Math.floor((2 * text.length) / 3)];
  return [text.slice(0, a), text.slice(a, b), text.slice(b)];
}

/** Wrapped, with something around each line. */
function framed(before: (row: number) => string, after = ''): Decoration {
  return {
    write: (text) => {
      const [width, parts] = [Math.ceil(text.length / 3) + 2, thirds(text)];
      return parts.map((part, row) => before(row) + (after === '' ? part : part.padEnd(width) + after)).join('\n');
    },
    read: (text) => text.replace(/[\s│┃|]*\n(?:[\s│┃|>#❱]|\/\/|\d+[:\t]|\d+ *[│|])*/g, ''),
  };
}

function inLines(text: string, line: (part: number[], offset: number) => string): string {
  const all = bytes(`key=${text};`);
  const parts = Array.from({ length: Math.ceil(all.length / 16) }, (_, row) => all.slice(16 * row, 16 * row + 16));
  return parts.map((part, row) => line(part, 16 * row)).join('\n');
}

const offset = (at: number) => at.toString(16).padStart(8, '0');
const shown = (part: readonly number[]) =>
  part.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');

function unpacked(text: string): string {
  const runs = text.match(/[A-Za-z\d+/]{16,}={0,2}/g) ?? [];
  return runs
    .map(
      (run) =>
        tryTo(() => gunzipSync(Buffer.from(run, 'base64'))) ??
        tryTo(() => inflateSync(Buffer.from(run, 'base64'))) ??
        '',
    )
    .join();
}

function tryTo(read: () => Buffer): string | undefined {
  try {
    return read().toString();
  } catch {
    return undefined;
  }
}

export const DECORATIONS: Readonly<Record<string, Decoration>> = {
  'a colour inside': {
    write: (text) => `\u001b[1m${thirds(text).join('\u001b[0m\u001b[38;5;12m')}\u001b[0m`,
    read: (text) => text.replace(/\u001b\[[\d;]*m/g, ''),
  },
  'a colour inside, in JSON': {
    write: (text) => JSON.stringify({ line: thirds(text).join('\u001b[31m') }),
    read: (text) => text.replace(/\\u001b\[[\d;]*m/g, ''),
  },
  'two lines': { write: (text) => thirds(text).join('\n    '), read: (text) => text.replace(/\n\s*/g, '') },
  'two lines, in JSON': {
    write: (text) => JSON.stringify({ a: thirds(text).join('\n') }),
    read: (text) => text.replaceAll('\\n', ''),
  },
  'a box': framed(() => '│ ', '│'),
  'boxes in boxes': framed(() => ' ┃ │  ', ' │ ┃ '),
  'an ASCII box': framed(() => '| ', ' |'),
  'a quotation': framed(() => '> '),
  'a quotation of quotations': framed(() => '>> > '),
  'a comment': framed((row) => (row === 1 ? '#  ' : '# ')),
  'a comment of code': framed(() => '    // '),
  'a bar at the left': framed(() => '  | '),
  'numbered lines': framed((row) => `${row + 9}: `),
  'lines as cat numbers them': framed((row) => `   ${row + 9}\t`),
  'a code frame': framed((row) => `│ ${row === 1 ? '❱' : ' '} ${row + 98} │ `, '│'),
  'JSON values': {
    write: (text) => JSON.stringify({ a: thirds(text)[0], b: thirds(text).slice(1).join('') }),
    read: strings,
  },
  'an array of pieces': { write: (text) => JSON.stringify({ chunks: thirds(text) }, null, 1), read: strings },
  'content blocks': {
    write: (text) => JSON.stringify(thirds(text).map((part) => ({ type: 'text', text: part }))),
    read: (text) => [...text.matchAll(/"text":"([^"]*)"/g)].map(([, inner]) => inner).join(''),
  },
  'a Buffer': { write: (text) => JSON.stringify(Buffer.from(text)), read: numbers },
  'a typed array': {
    write: (text) => JSON.stringify(new Uint8Array(bytes(text))),
    read: (text) => numbers(text.replace(/"\d+":/g, ' ')),
  },
  'decimal bytes': { write: (text) => `[ ${bytes(text).join(',\n  ')} ]`, read: numbers },
  'signed bytes': {
    write: (text) =>
      `[${bytes(text)
        .map((byte) => (byte << 24) >> 24)
        .join(', ')}]`,
    read: numbers,
  },
  '0x bytes': {
    write: (text) =>
      bytes(text)
        .map((byte) => `0x${hexOf(byte)}`)
        .join(', '),
    read: hexes,
  },
  'spaced hex': { write: (text) => `<Buffer ${bytes(text).map(hexOf).join(' ')}>`, read: hexes },
  xxd: {
    write: (text) =>
      inLines(text, (part, at) => {
        const groups = part.map((byte, index) => hexOf(byte) + (index % 2 === 1 ? ' ' : '')).join('');
        return `${offset(at)}: ${groups.padEnd(41)} ${shown(part)}`;
      }),
    read: (text) => hexes(text.replace(/^\w+: | {2}.*$/gm, '')) + text.replace(/^.*? {2,}/gm, '').replaceAll('\n', ''),
  },
  'hexdump -C': {
    write: (text) =>
      inLines(text, (part, at) => {
        const [left, right] = [part.slice(0, 8), part.slice(8)].map((half) => half.map(hexOf).join(' '));
        return `${offset(at)}  ${`${left}  ${right}`.padEnd(48)}  |${shown(part)}|`;
      }),
    read: (text) => hexes(text.replace(/^\w+ {2}|\|.*$/gm, '')) + text.replace(/^.*?\||\|$/gm, '').replaceAll('\n', ''),
  },
  'hexdump -C, in JSON': {
    write: (text) => JSON.stringify({ dump: DECORATIONS['hexdump -C']!.write(text) }),
    read: (text) =>
      DECORATIONS['hexdump -C']!.read(text.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1').replace('{"dump":"', '')),
  },
  'gzip and base64': { write: (text) => gzipSync(`{"token":"${text}"}`).toString('base64'), read: unpacked },
  'zlib and base64': { write: (text) => deflateSync(`the token is ${text}.`).toString('base64'), read: unpacked },
  'gzip and hex': {
    write: (text) => gzipSync(`{"token":"${text}"}`).toString('hex'),
    read: (text) =>
      (text.match(/[\da-f]{16,}/g) ?? []).map((run) => tryTo(() => gunzipSync(Buffer.from(run, 'hex'))) ?? '').join(),
  },
  'UTF-16 and base64': {
    write: (text) => Buffer.from(`t=${text}`, 'utf16le').toString('base64'),
    read: (text) =>
      (text.match(/[A-Za-z\d+/]{8,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('utf16le')).join(),
  },
  'UTF-16 BE and base64': {
    write: (text) => Buffer.from(text, 'utf16le').swap16().toString('base64'),
    read: (text) =>
      (text.match(/[A-Za-z\d+/]{8,}={0,2}/g) ?? [])
        .map((run) => Buffer.from(run, 'base64'))
        .map((raw) =>
          raw
            .subarray(0, raw.length & ~1)
            .swap16()
            .toString('utf16le'),
        )
        .join(),
  },
  'seven eighths of it': { write: (text) => text.slice(0, Math.ceil((7 * text.length) / 8)), read: (text) => text },
  'without its start': { write: (text) => text.slice(Math.floor(text.length / 8)), read: (text) => text },
};
