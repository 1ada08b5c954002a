/** A tool that catches an error and gives it as a success: the cause is read where its words are all that the tool says. */
import { isEchoed, showsOthers } from '../checks/call/asked-for.ts';
import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import type { Exchange, Expectation, RawFinding } from '../model.ts';
import { caughtIn } from './causes.ts';
import type { Cleaning } from './judging.ts';
import { rawResult } from './methods.ts';
import type { Request } from './step.ts';

const CAUGHT = 'error-as-success';
/** Longer texts are no error messages. */
const LONGEST = 2000;

/** Builds on the judgement of `error-as-success`. What the file expects word for word, and got, is as it should be. */
export function caughtCauses(
  context: Cleaning,
  { step, target, args }: Request,
  exchange: Exchange,
  text: string,
  findings: readonly RawFinding[],
): RawFinding[] {
  const caught = findings.find(({ rule }) => rule === CAUGHT);
  const isAsExpected = asksForWords(step.expect) && !findings.some(({ rule }) => rule === 'expectation');
  if (!caught || isAsExpected || showsOthers({ target, args })) return [];
  for (const said of sayings(exchange, text)) {
    const cause = isEchoed({ args }, said) ? undefined : caughtIn(context, said, exchange.stderr);
    if (cause) return [{ ...cause, ...(cause.where === undefined && caught.where ? { where: caught.where } : {}) }];
  }
  return [];
}

function asksForWords({ text, structured, result = [] }: Expectation): boolean {
  return text.length + structured.length + result.length > 0;
}

/** The text as a whole, and the error in its JSON or in structuredContent. */
function sayings(exchange: Exchange, text: string): string[] {
  const short = text.length <= LONGEST ? text : '';
  const result = rawResult(exchange);
  const structured = isObject(result) ? result['structuredContent'] : undefined;
  return [short, ...errorsIn(jsonOf(short)), ...errorsIn(structured)];
}

function errorsIn(value: unknown): string[] {
  if (!isObject(value)) return [];
  const { error, message } = value;
  const said = [error, isObject(error) ? error['message'] : undefined, message];
  return said.filter((one): one is string => typeof one === 'string');
}
