/** Rules about bodies and event streams that are an id, a level and a sentence; the session finds what breaks them. */
import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

/** Events of which clients see nothing, or cannot read them: noted beside the requests, and where an answer is lost by it. */
const eventRules: readonly FrameRule[] = [
  {
    id: 'sse-data',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The data of an event is not one JSON-RPC message as JSON.',
    hint:
      'Write the message once, as JSON on one line, behind "data: " (JSON.stringify(message), json.dumps(message)); what is ' +
      'already JSON must not be encoded again, and JSON of several lines needs "data: " before each.',
    spec: SPEC.sending,
    told: 'came as an event whose data clients cannot read',
  },
  {
    id: 'sse-event-name',
    level: 'error',
    otherLevels: ['warning'],
    title: 'A message comes as an event of another name than "message".',
    hint: 'Write "event: message", or no event line at all: the clients of the SDKs drop all other events.',
    spec: SPEC.sending,
    told: 'came as an event that the clients of the SDKs drop',
  },
];

/** What the session notes beside the requests. */
export const httpFrameRules: readonly FrameRule[] = [
  {
    id: 'notification-not-202',
    isServerWide: true,
    // What refuses requests refuses notifications as well.
    isExcused: ({ isRefused }) => isRefused === true,
    level: 'error',
    otherLevels: ['warning'],
    title: 'A notification does not get the HTTP status 202.',
    hint: 'Answer a POST that holds a notification or a response at once with 202 and no body; clients wait for it before they go on.',
    spec: SPEC.sending,
  },
  {
    id: 'get-405',
    isServerWide: true,
    // What refuses requests refuses notifications as well.
    isExcused: ({ isRefused }) => isRefused === true,
    level: 'warning',
    title: "GET for the server's own event stream ends in an error of the server.",
    hint: 'Offer the stream, or answer the GET with 405 Method Not Allowed, which is legal and what clients understand.',
    spec: SPEC.listening,
  },
  {
    id: 'answer-on-get',
    isServerWide: true,
    level: 'error',
    title: "An answer comes on the server's own event stream instead of as the answer to its POST.",
    hint: 'Answer each request in the body, or on the event stream, of its own POST; the stream of the GET is for what the server asks and tells.',
    spec: SPEC.listening,
  },
  ...eventRules,
];

/** An answer that came and that clients do not see. */
export const unreadableRules: readonly FrameRule[] = [
  {
    id: 'sse-unterminated',
    level: 'error',
    title: 'An event of the event stream is not ended by a blank line.',
    hint: 'End every event with two line ends ("\\n\\n"): clients wait for the blank line, and drop an event without it.',
    spec: SPEC.sending,
    told: 'came as an event that no blank line ends, so clients never see it',
  },
  ...eventRules,
  {
    id: 'answer-in-post',
    level: 'error',
    title: 'An answer comes in the body of its POST instead of on the event stream (HTTP+SSE).',
    hint: 'Answer the POST with 202 and send the response on the event stream; answers to POSTs are for streamable HTTP.',
    spec: SPEC.olderTransport,
    told: 'came in the body of its POST, where clients of HTTP+SSE do not look',
  },
  {
    id: 'body-short',
    level: 'error',
    title: 'A body is shorter than its Content-Length says.',
    hint: 'Let the framework set Content-Length, or count the bytes of what is sent: clients wait for the rest, and then drop the answer.',
    spec: SPEC.sending,
    told: 'is shorter than its Content-Length says, so clients wait for the rest',
  },
];
