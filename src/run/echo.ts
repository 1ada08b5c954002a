/** Secrets that an answer gives away. */

import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { pointerTo } from '../json/pointer.ts';
import type { Exchange, RawFinding, Secret } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { SESSION } from './open-wire.ts';
import type { Request } from './step.ts';

interface Echoes {
  readonly redactor: Redactor;
  /** By variable name. */
  readonly captures: ReadonlyMap<string, unknown>;
}

/** A shorter value may stand in an answer by chance. */
const TELLING = 8;
/** A huge answer is not searched to its end, which would take seconds; what is reported of it is clean all the same. */
const SEARCHED = 256 * 1024;
/** A place on a disk, not a credential, whatever its name says. */
const PATH = /^(?:[.~]{0,2}\/|[A-Za-z]:\\)/;

/**
 * A warning for each secret that stands in the answer though the step did not send it. Values that an earlier answer
 * was captured from are the server's own to repeat.
 */
export function judgeEcho(context: Echoes, { args }: Request, { outcome }: Exchange): RawFinding[] {
  const { redactor, captures } = context;
  const answer = outcome.kind === 'result' ? outcome.result : outcome.kind === 'rpc-error' ? outcome.error : undefined;
  const telling = redactor.secrets.filter((secret) => isTelling(secret) && !captures.has(secret.name));
  if (answer === undefined || telling.length === 0) return [];
  const sent = redactor.scan(JSON.stringify(args));
  const found = redactor.scan((JSON.stringify(answer) ?? '').slice(0, SEARCHED)).filter((name) => !sent.includes(name));
  return found
    .filter((name) => telling.some((secret) => secret.name === name))
    .map((name) => {
      const where = placeOf(name, answer, redactor);
      const message = `The answer holds the value of ${name}, which the step did not send; it is masked here.`;
      return toFinding(ruleInfo('secret-echoed'), { message, ...(where ? { where } : {}) });
    });
}

/** A session's id is the server's own to repeat. */
function isTelling({ name, value }: Secret): boolean {
  return name !== SESSION && value.length >= TELLING && !PATH.test(value);
}

/** JSON pointer to the first string that holds it; undefined where it is a key or split. */
function placeOf(name: string, value: unknown, redactor: Redactor): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return redactor.scan(String(value).slice(0, SEARCHED)).includes(name) ? '' : undefined;
  }
  for (const [key, item] of Object.entries(value)) {
    const deeper = placeOf(name, item, redactor);
    if (deeper !== undefined) return `${pointerTo('', redactor.text(key))}${deeper}`;
  }
  return undefined;
}
