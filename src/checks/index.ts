/** Every rule, in plain lists by what it looks at. */
import { badBase64 } from './call/bad-base64.ts';
import { bytesResult } from './call/bytes-result.ts';
import { contentShape } from './call/content-shape.ts';
import { doubleEncoded } from './call/double-encoded.ts';
import { dupPayload } from './call/dup-payload.ts';
import { emptySuccess } from './call/empty-success.ts';
import { errorChecks } from './call/error-checks.ts';
import { errorMaskedBySchema } from './call/error-masked-by-schema.ts';
import { hangTool } from './call/hang-tool.ts';
import { loneSurrogate, loneSurrogateInList } from './call/lone-surrogate.ts';
import { loopBlocked } from './call/loop-blocked.ts';
import { nanInfinity } from './call/nan-infinity.ts';
import { reprLeak } from './call/repr-leak.ts';
import { resultTooBig } from './call/result-too-big.ts';
import { schemaButNoStructured } from './call/schema-but-no-structured.ts';
import { structuredMismatch } from './call/structured-mismatch.ts';
import { structuredNotChecked } from './call/structured-not-checked.ts';
import { unsafeInt } from './call/unsafe-int.ts';
import type { Check } from './check.ts';
import { dirtyExit } from './close/dirty-exit.ts';
import { unaskedEndChecks } from './close/ended-unasked.ts';
import { noExitOnEof } from './close/no-exit-on-eof.ts';
import { orphanChildren } from './close/orphan-children.ts';
import { badInitializeResult } from './connect/bad-initialize-result.ts';
import { cleanExitNoRun } from './connect/clean-exit-no-run.ts';
import { coldStartSlow } from './connect/cold-start-slow.ts';
import { discoveryChecks } from './connect/discovery.ts';
import { exitBeforeInit } from './connect/exit-before-init.ts';
import { initializeHang } from './connect/initialize-hang.ts';
import { initializeRefused } from './connect/initialize-refused.ts';
import { launcherExited } from './connect/launcher-exited.ts';
import { notReady } from './connect/not-ready.ts';
import { preInitChatter } from './connect/pre-init-chatter.ts';
import { protocolNewerOnly } from './connect/protocol-newer-only.ts';
import { protocolNotSpoken } from './connect/protocol-not-spoken.ts';
import { protocolVersionUnknown } from './connect/protocol-version-unknown.ts';
import { spawnEnoent } from './connect/spawn-enoent.ts';
import { stdinNotAttached } from './connect/stdin-not-attached.ts';
import { unreachableAtStart } from './connect/unreachable.ts';
import { atCall, atConnect, atList } from './exchange-rule.ts';
import { blankLines } from './frames/blank-lines.ts';
import { inFrames } from './frames/frame-rule.ts';
import { linesTooLong } from './frames/line-too-long.ts';
import { notificationShape } from './frames/notification-shape.ts';
import { progressBadToken } from './frames/progress-bad-token.ts';
import { envelopeRules, framingRules } from './frames/rules.ts';
import { stdoutNoiseBoot } from './frames/stdout-noise-boot.ts';
import { noiseDuringCall } from './frames/stdout-noise-call.ts';
import { hostCheck } from './host/host-check.ts';
import { hostRules } from './host/rules.ts';
import { httpFrameRules } from './http/frame-rules.ts';
import { authRules } from './http/rules.ts';
import { capWithoutHandler } from './list/cap-without-handler.ts';
import { catalogTooBig } from './list/catalog-too-big.ts';
import { duplicateNames } from './list/duplicate-names.ts';
import { entryShape } from './list/entry-shape.ts';
import { exitsAfterOne } from './list/exits-after-one.ts';
import { listFailed } from './list/list-failed.ts';
import { listHang } from './list/list-hang.ts';
import { listUnstable } from './list/list-unstable.ts';
import { nullArraysInList } from './list/null-arrays.ts';
import { oneBadToolPoisonsList } from './list/one-bad-tool-poisons-list.ts';
import { paginationHidden } from './list/pagination-hidden.ts';
import { paginationLoop } from './list/pagination-loop.ts';
import { toolsCapMissing } from './list/tools-cap-missing.ts';
import { zeroTools } from './list/zero-tools.ts';
import { answerRules, deathRules, hasNoResult, mayBeNoAnswer } from './request-rules.ts';
import { statelessAnswerRules } from './stateless/answer-rules.ts';
import { badDiscoverResult } from './stateless/bad-discover-result.ts';
import { cacheScopeMixed } from './stateless/cache-scope-mixed.ts';
import { missingClientCap } from './stateless/missing-client-cap.ts';
import { paramHeader } from './stateless/param-header.ts';
import { sessionMinted } from './stateless/session-minted.ts';
import { unaskedChecks } from './stateless/unasked.ts';
import type { CallSubject, CloseSubject, ConnectSubject, FramesSubject, ListSubject, ToolSubject } from './subjects.ts';
import { textChecksOfLists, textChecksOfOpening } from './texts/rules.ts';
import { inputschemaType } from './tool/inputschema-type.ts';
import { outputschemaRoot } from './tool/outputschema-root.ts';
import { patternNotUnicode } from './tool/pattern-not-unicode.ts';
import { schemaFormatUnknown } from './tool/schema-format-unknown.ts';
import { schemaCheck } from './tool/schema-problems.ts';
import { schemaRules } from './tool/schema-rules.ts';
import { toolShape } from './tool/tool-shape.ts';

export const connectChecks: readonly Check<ConnectSubject>[] = [
  spawnEnoent,
  notReady,
  unreachableAtStart,
  stdinNotAttached,
  atConnect(launcherExited),
  cleanExitNoRun,
  exitBeforeInit,
  initializeHang,
  initializeRefused,
  badInitializeResult,
  badDiscoverResult,
  sessionMinted,
  protocolVersionUnknown,
  protocolNotSpoken,
  protocolNewerOnly,
  ...discoveryChecks,
  preInitChatter,
  coldStartSlow,
  ...authRules,
  ...answerRules.map(atConnect),
  atConnect(loneSurrogate),
  ...textChecksOfOpening,
];

export const listChecks: readonly Check<ListSubject>[] = [
  listHang,
  listFailed,
  nullArraysInList,
  entryShape,
  toolsCapMissing,
  zeroTools,
  duplicateNames,
  paginationLoop,
  listUnstable,
  capWithoutHandler,
  paginationHidden,
  cacheScopeMixed,
  oneBadToolPoisonsList,
  catalogTooBig,
  ...hostRules.map(hostCheck),
  atList(exitsAfterOne),
  ...deathRules.map(atList),
  ...answerRules.map(atList),
  loneSurrogateInList,
  ...textChecksOfLists,
];

export const toolChecks: readonly Check<ToolSubject>[] = [
  toolShape,
  inputschemaType,
  outputschemaRoot,
  ...schemaRules.map((rule) => schemaCheck(rule)),
  patternNotUnicode,
  schemaFormatUnknown,
  paramHeader,
];

export const callChecks: readonly Check<CallSubject>[] = [
  missingClientCap,
  ...deathRules.map((rule) => atCall(rule, hasNoResult)),
  loopBlocked,
  hangTool,
  ...answerRules.map((rule) => atCall(rule, mayBeNoAnswer)),
  atCall(loneSurrogate),
  contentShape,
  schemaButNoStructured,
  structuredMismatch,
  structuredNotChecked,
  errorMaskedBySchema,
  badBase64,
  reprLeak,
  bytesResult,
  nanInfinity,
  unsafeInt,
  emptySuccess,
  resultTooBig,
  doubleEncoded,
  dupPayload,
  ...errorChecks,
];

export const framesChecks: readonly Check<FramesSubject>[] = [
  stdoutNoiseBoot,
  noiseDuringCall,
  blankLines,
  linesTooLong,
  progressBadToken,
  notificationShape,
  ...unaskedChecks,
  ...[...framingRules, ...envelopeRules, ...statelessAnswerRules].map(inFrames),
  ...httpFrameRules.map(inFrames),
];

export const closeChecks: readonly Check<CloseSubject>[] = [noExitOnEof, orphanChildren, dirtyExit];
export { protocolNewerOnly, protocolNotSpoken, unaskedEndChecks };
