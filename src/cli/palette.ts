import { isatty } from 'node:tty';
import { decideColour } from '../live/colour.ts';
import { createPalette, type Palette } from '../report/pretty/palette.ts';

/** `--color` or `--no-color`, else what stdout is. */
export interface ColourArguments {
  readonly color?: boolean | undefined;
}

export function isColoured({ color: flag }: ColourArguments): boolean {
  return decideColour({ env: process.env, isTTY: isatty(1), flag });
}

export function stdoutPalette(argv: ColourArguments): Palette {
  return createPalette(isColoured(argv));
}
