/** Rules that any request may meet, whatever it asks. */
import { cancelledEscapes } from './call/cancelled-escapes.ts';
import { connectionLost } from './call/connection-lost.ts';
import { crashOnCall } from './call/crash-on-call.ts';
import { sseEndedNoResponse } from './call/sse-ended-no-response.ts';
import { sseTruncated } from './call/sse-truncated.ts';
import { zombieSession } from './call/zombie-session.ts';
import { unreachable } from './connect/unreachable.ts';
import { answerCutOff } from './frames/answer-cut-off.ts';
import { badEnvelope } from './frames/bad-envelope.ts';
import { bomOrCodepage } from './frames/bom-or-codepage.ts';
import { unreadableAnswer } from './frames/frame-rule.ts';
import { idMismatch } from './frames/id-mismatch.ts';
import { lineTooLong } from './frames/line-too-long.ts';
import { lspFraming } from './frames/lsp-framing.ts';
import { messageTooDeep } from './frames/message-too-deep.ts';
import { multilineJson } from './frames/multiline-json.ts';
import { nanTokenWire } from './frames/nan-token-wire.ts';
import { noNewlineFlush } from './frames/no-newline-flush.ts';
import { stdoutNoiseCall } from './frames/stdout-noise-call.ts';
import { httpRules, unreadableRules } from './http/rules.ts';
import { isCleanExit } from './list/exits-after-one.ts';

/** Messages that no client can read. */
export const framingRules = [
  multilineJson,
  lspFraming,
  noNewlineFlush,
  nanTokenWire,
  bomOrCodepage,
  messageTooDeep,
  answerCutOff,
  idMismatch,
];
const namedRules = [...framingRules, ...unreadableRules, lineTooLong, stdoutNoiseCall];
const namedIds = namedRules.map(({ id }) => id);
/** Faults of an answer that any request may meet. */
export const answerRules = [
  ...httpRules,
  sseEndedNoResponse,
  sseTruncated,
  connectionLost,
  ...namedRules.map((rule) => unreadableAnswer(rule)),
  // Whatever else the session may call an unreadable answer must not pass for none.
  unreadableAnswer(badEnvelope, (id) => !namedIds.includes(id)),
];
/** A server that goes away. */
export const deathRules = [cancelledEscapes, crashOnCall, zombieSession, unreachable];
/** Whoever leaves with a success between two requests has not crashed. */
const crashInList: typeof crashOnCall = {
  ...crashOnCall,
  judge: (exchange, asked, add) => (isCleanExit(exchange) ? undefined : crashOnCall.judge(exchange, asked, add)),
};
export const deathRulesOfList = deathRules.map((rule) => (rule === crashOnCall ? crashInList : rule));
