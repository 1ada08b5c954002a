/** Colour is only ever put on top of words. */
type Paint = (text: string) => string;

export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly notice: Paint;
  readonly faint: Paint;
  readonly strong: Paint;
}

/** ANSI colours, or none. */
export function createPalette(color: boolean): Palette {
  return {
    good: paint(color, 32, 39),
    bad: paint(color, 31, 39),
    notice: paint(color, 33, 39),
    faint: paint(color, 2, 22),
    strong: paint(color, 1, 22),
  };
}

function paint(color: boolean, open: number, close: number): Paint {
  return color ? (text) => `\x1b[${open}m${text}\x1b[${close}m` : (text) => text;
}
