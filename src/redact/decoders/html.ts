/** HTML and XML character references, named and by number. */
import { replacing } from '../view.ts';

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

export const html = replacing(
  /&(?:#[xX]([\da-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/g,
  ([, hex, decimal, name = '']) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name !== '') return NAMED[name]!;
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  },
);
