/** Secrets in every encoding, and whether anything of one is left. Decoders of its own: what is tested is not used here. */
import fc from 'fast-check';

export type Encode = (text: string) => string;

export const ENCODINGS: Readonly<Record<string, Encode>> = {
  raw: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 at offset 1': (text) => Buffer.from(`:${text}`).toString('base64'),
  'base64 at offset 2': (text) => Buffer.from(`u:${text};x`).toString('base64'),
  'base64, wrapped': (text) => wrap(Buffer.from(`user:${text}`).toString('base64'), 20, '\n'),
  'base64, wrapped and indented': (text) => wrap(Buffer.from(text).toString('base64'), 16, '\r\n    '),
  hex: (text) => Buffer.from(text).toString('hex'),
  HEX: (text) => Buffer.from(text).toString('hex').toUpperCase(),
  url: (text) => encodeURIComponent(text),
  'url, lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'url, every byte': (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  form: (text) => new URLSearchParams({ q: text }).toString(),
  json: (text) => JSON.stringify({ a: [text] }),
  'json in json': (text) => JSON.stringify(JSON.stringify(text)),
  'json, slashes': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'json, every unit': (text) =>
    text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  html: (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  'html, every character': (text) => Array.from(text, (one) => `&#x${one.codePointAt(0)!.toString(16)};`).join(''),
  'json pointer': (text) => text.replaceAll('~', '~0').replaceAll('/', '~1'),
  shell: (text) => `'${text.replaceAll("'", `'\\''`)}'`,
};

function wrap(text: string, columns: number, end: string): string {
  return (text.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).join(end);
}

const token = fc.stringMatching(/^[A-Za-z0-9_-]{8,40}$/);
const printable = fc.stringMatching(/^[!-~][ -~]{6,30}[!-~]$/);
const number = fc.stringMatching(/^[1-9][0-9]{9,24}$/);
const unicode = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 24 }).filter((text) => text.trim().length >= 8);
const lines = fc
  .array(fc.stringMatching(/^[A-Za-z0-9+/]{20,64}$/), { minLength: 2, maxLength: 4 })
  .map((all) => all.join('\n'));
export const anySecret = fc
  .oneof(token, token, printable, number, unicode, lines)
  .filter((text) => Buffer.from(text).toString() === text && text.trim().length >= 8);

/** What surrounds a secret never holds a part of it by chance: other characters than it. */
export const surroundings = fc.stringMatching(/^[ .,;:(){}=\n]{0,12}$/);

/** Whether 8 characters of the secret stand in the text, or in what it decodes to, twice over. */
export function isLeft(text: string, secret: string): boolean {
  const once = decodings(text);
  const all = new Set([text, ...once, ...once.flatMap(decodings)]);
  const windows = [...windowsOf(secret), ...windowsOf(Buffer.from(secret).toString('latin1'))];
  return [...all].some((one) => windows.some((window) => one.includes(window)));
}

function windowsOf(secret: string): string[] {
  if (secret.length <= 8) return [secret];
  return Array.from({ length: secret.length - 7 }, (_, start) => secret.slice(start, start + 8)).filter(
    (window) => window.trim().length === 8,
  );
}

function decodings(text: string): string[] {
  const unbroken = text.replace(/\r?\n[ \t]*/g, '');
  const found = [
    unbroken,
    text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    text
      .replace(/\+/g, ' ')
      .replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    unescaped(text),
    text
      .replace(/&#x([\da-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
    text.replaceAll(`'\\''`, "'"),
    text.replace(/~([01])/g, (_, code: string) => (code === '0' ? '~' : '/')),
    ...[text, unbroken].flatMap((one) =>
      [...one.matchAll(/[A-Za-z0-9+/_-]{10,}/g)].flatMap(([run]) => fromBase64(run)),
    ),
    ...[...text.matchAll(/[\da-f]{16,}/gi)].flatMap(([run]) => [fromHex(run), fromHex(run.slice(1))]),
  ];
  return found.filter((one) => one !== text);
}

function unescaped(text: string): string {
  const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, hex: string | undefined, other: string) =>
    hex === undefined ? (controls[other] ?? other) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function fromBase64(run: string): string[] {
  return [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1'));
}

function fromHex(run: string): string {
  return Buffer.from(run, 'hex').toString('latin1');
}
