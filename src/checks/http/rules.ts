/** Every rule about HTTP, sessions, event streams and credentials, in plain lists by what it looks at. */

import type { Check } from '../check.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import type { FrameRule } from '../frames/frame-rule.ts';
import type { ConnectSubject } from '../subjects.ts';
import { answerOnGet } from './answer-on-get.ts';
import { authNoDcr } from './auth/auth-no-dcr.ts';
import { authNoMetadata } from './auth/auth-no-metadata.ts';
import { authOn200 } from './auth/auth-on-200.ts';
import { authPrm404 } from './auth/auth-prm-404.ts';
import { authResourceMismatch } from './auth/auth-resource-mismatch.ts';
import { needsAuth } from './auth/needs-auth.ts';
import { badContentType } from './bad-content-type.ts';
import { bodyLimit } from './body-limit.ts';
import { bodyShort } from './body-short.ts';
import { get405 } from './get-405.ts';
import { hostRejected } from './host-rejected.ts';
import { httpStatus } from './http-status.ts';
import { notAcceptable } from './not-acceptable.ts';
import { notificationNot202 } from './notification-not-202.ts';
import { originRejected } from './origin-rejected.ts';
import { protoHeader } from './proto-header.ts';
import { redirect301Get } from './redirect-301-get.ts';
import { redirectAway } from './redirect-away.ts';
import { redirectSlash } from './redirect-slash.ts';
import { sessionLost } from './session-lost.ts';
import { sessionMissing } from './session-missing.ts';
import { sseBuffered } from './sse-buffered.ts';
import { sseData } from './sse-data.ts';
import { sseEventName } from './sse-event-name.ts';
import { sseUnterminated } from './sse-unterminated.ts';
import { statelessReuse } from './stateless-reuse.ts';
import { taskGroup } from './task-group.ts';
import { wrongTransport } from './wrong-transport.ts';

/** For every request, whatever it asks. */
export const httpRules: readonly ExchangeRule[] = [
  needsAuth,
  hostRejected,
  originRejected,
  redirect301Get,
  redirectAway,
  redirectSlash,
  notAcceptable,
  badContentType,
  bodyLimit,
  protoHeader,
  sessionMissing,
  sessionLost,
  statelessReuse,
  taskGroup,
  wrongTransport,
  httpStatus,
  sseBuffered,
  authOn200,
];

/** What the session notes beside the requests. */
export const httpFrameRules: readonly FrameRule[] = [notificationNot202, get405, answerOnGet, sseEventName, sseData];

/** An answer that came and that clients do not see. */
export const unreadableRules: readonly FrameRule[] = [sseUnterminated, sseData, sseEventName, bodyShort];

/** What the metadata of a server says that wants credentials. */
export const authRules: readonly Check<ConnectSubject>[] = [
  authNoMetadata,
  authPrm404,
  authResourceMismatch,
  authNoDcr,
];
