/** Whether to colour and to animate; pure. */

export interface TerminalFacts {
  /** `--color` or `--no-color`; undefined when neither is given. */
  readonly flag?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
}

/** The first that speaks decides: the option, FORCE_COLOR, NO_COLOR, TERM=dumb, whether it is a terminal. */
export function decideColour({ flag, env, isTTY }: TerminalFacts): boolean {
  if (flag !== undefined) return flag;
  if (isSet(env['FORCE_COLOR'])) return !isOff(env['FORCE_COLOR']);
  if (isSet(env['NO_COLOR'])) return false;
  return isTTY && env['TERM'] !== 'dumb';
}

/** Spinners and wrapping: on a terminal that can move its cursor, and not under CI, where a log is kept. */
export function decideTty({ env, isTTY }: Omit<TerminalFacts, 'flag'>): boolean {
  return isTTY && env['TERM'] !== 'dumb' && !isCi(env);
}

/** A job of a CI system: nobody looks at what it leaves in the folder. */
export function isCi(env: TerminalFacts['env']): boolean {
  return isSet(env['CI']) && !isOff(env['CI']);
}

/** An empty variable counts as unset, as no-color.org has it. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function isOff(value: string | undefined): boolean {
  return value === '0' || value === 'false';
}
