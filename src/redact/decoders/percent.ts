/** Percent encoding in either case, and the form variant with `+` for a blank. Bytes become Latin-1 characters. */
import { type Decoder, replacing } from '../view.ts';

const url = replacing(/%([\da-fA-F]{2})/g, ([, hex = '']) => String.fromCharCode(Number.parseInt(hex, 16)));
const form = replacing(/%([\da-fA-F]{2})|\+/g, ([, hex]) =>
  hex === undefined ? ' ' : String.fromCharCode(Number.parseInt(hex, 16)),
);

/** A `+` may be one, so both readings are given. */
export const percent: Decoder = (text) => [...url(text), ...(text.includes('+') ? form(text) : [])];
