/** An http step that gets no answer: the end of the app, told once and with its cause, or what the network says. */
import { toFinding } from '../checks/check.ts';
import { exitCause, exitWords } from '../checks/exit-words.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { Closure, PlannedStep, RawFinding } from '../model.ts';
import { Unreached } from '../wire/unreached.ts';
import { explained } from './blame.ts';
import { causesIn, tellsOfException } from './causes.ts';
import type { SuiteContext } from './context.ts';
import { formatPlace } from './place.ts';
import { isApp } from './safety.ts';
import { type AppWatch, judgeStuckApp } from './stuck-app.ts';
import { endMet, judgeUnaskedEnd, untilGone } from './unasked-end.ts';

const RULE = 'http-no-answer';
const REFUSED = 'ECONNREFUSED';
const ENDED =
  'The app ended by an exception that nobody caught, or by an exit(), in this route or in something that runs beside it: read what it wrote last.';

/** What a time limit of ours has ended. */
export class TimeUp extends Unreached {}

interface Asked {
  readonly step: PlannedStep;
  /** Where the request went. */
  readonly url: string;
  /** What has come on stderr since. */
  readonly said: () => Promise<string>;
  readonly watch: AppWatch;
}

export async function judgeSilence(context: SuiteContext, asked: Asked, error: Unreached): Promise<RawFinding[]> {
  if (isOwnRefusal(context, asked.url, error)) return judgeRefusal(context, asked.step, error);
  const end = isLost(context, error) ? await endMet(context) : undefined;
  const silence = noAnswer(asked.step, error, end?.closure);
  const findings = error instanceof TimeUp ? await judgeStuckApp(context, asked.step, silence, asked.watch) : [silence];
  const said = await asked.said();
  // The last words of an app may have come before the request.
  const stderr = end && !tellsOfException(said) ? end.stderr : said;
  const causes = causesIn(context, { phase: 'call', stderr });
  const where = formatPlace(asked.step.at);
  return explained(context, causes, findings, stderr).map((one) => (one.rule === RULE ? { where, ...one } : one));
}

/** The app's own port refuses: where the app had gone before it was asked, that is the one fault. */
async function judgeRefusal(context: SuiteContext, step: PlannedStep, error: Unreached): Promise<RawFinding[]> {
  await untilGone(context.connection.current!.session);
  const ends = await judgeUnaskedEnd(context);
  return [...ends.map(explainingSilence), noAnswer(step, error)];
}

function explainingSilence(end: RawFinding): RawFinding {
  return end.info ? { ...end, info: { ...end.info, explains: [...(end.info.explains ?? []), RULE] } } : end;
}

function isOwnRefusal({ plan, target, stop }: SuiteContext, url: string, { code }: Unreached): boolean {
  if (stop.aborted || code !== REFUSED || !isApp(plan.server) || !URL.canParse(url)) return false;
  return new URL(url).origin === new URL(target.serverUrl!).origin;
}

/** Something was there, and went away; a time limit of ours has no code, and what Node refuses to send one of its own. */
function isLost({ stop }: SuiteContext, { code }: Unreached): boolean {
  return !stop.aborted && code !== undefined && code !== REFUSED && !code.startsWith('ERR_');
}

/** `end`: of the app, which is the same fault; its place is that of the exception, where one is known. */
function noAnswer(step: PlannedStep, { code, message }: Unreached, end?: Closure): RawFinding {
  if (end) {
    const said = `No HTTP answer: the app ended meanwhile (${exitWords(end)}).`;
    return toFinding(ruleInfo(RULE), { message: said, hint: exitCause(end) ?? ENDED });
  }
  const why = code === REFUSED ? `nothing listens there (${REFUSED})` : message || String(code);
  return toFinding(ruleInfo(RULE), { message: `No HTTP answer: ${why}.`, where: formatPlace(step.at) });
}
