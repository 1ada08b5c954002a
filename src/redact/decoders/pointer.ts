/** A step of a JSON pointer (RFC 6901): `~1` is a slash, `~0` a tilde. */
import { replacing } from '../view.ts';

export const pointer = replacing(/~([01])/g, ([, code]) => (code === '0' ? '~' : '/'));
