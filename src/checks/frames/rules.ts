/** Rules about frames that are an id, a level and a sentence; `frame-rule.ts` finds what breaks them. */
import { MAX_DEPTH } from '../../json/read.ts';
import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';
import { NO_RESULT, questionRules } from './question-rules.ts';

export const badEnvelope: FrameRule = {
  id: 'bad-envelope',
  level: 'error',
  explains: ['unexpected-status', 'list-failed', 'initialize-refused', 'nonstandard-code', 'official-client'],
  title: 'A message is no JSON-RPC 2.0 message.',
  plain: 'The server sent its answer in a form that clients cannot read.',
  hint: 'Send {"jsonrpc":"2.0","id":…} with either a result (object) or an error (object with code and message).',
  spec: SPEC.jsonRpcResponse,
  told: 'is no JSON-RPC 2.0 response',
};

/** Messages that no client can read, or that answer nothing we asked. */
export const framingRules: readonly FrameRule[] = [
  {
    id: 'multiline-json',
    level: 'error',
    title: 'A message is spread over several lines.',
    plain: 'The server sent its answer in a form that clients cannot read.',
    hint: 'Write each message on one line: JSON.stringify(message) without indentation, then a line feed.',
    spec: SPEC.stdio,
    told: 'is spread over several lines; on stdio each message must be one line',
  },
  {
    id: 'lsp-framing',
    level: 'error',
    explains: ['no-newline-flush', 'blank-lines', 'stdout-noise-boot', 'stdout-noise-call'],
    title: 'Messages have Content-Length headers, as in the Language Server Protocol.',
    hint: 'Write each message as one line of JSON that ends with a line feed, without headers.',
    spec: SPEC.stdio,
    told: 'comes with a Content-Length header, as in the Language Server Protocol',
  },
  {
    id: 'no-newline-flush',
    level: 'error',
    // A body that came with a header runs into the next message.
    isExcused: ({ hadHeaders }) => hadHeaders === true,
    title: 'A message has no line end, or stays in a buffer.',
    plain: 'The server sent its answer in a form that clients cannot read.',
    hint:
      'End each message with a line feed, and flush stdout behind it (Python: PYTHONUNBUFFERED=1, or print(…, flush=True); Go: ' +
      'bufio.Writer.Flush; Rust: BufWriter.flush; Java: a PrintWriter with autoFlush).',
    spec: SPEC.stdio,
    told: 'came whole, but without the line feed that ends a message',
  },
  {
    id: 'nan-token-wire',
    level: 'error',
    title: 'A message has NaN or Infinity in it, which JSON does not have.',
    plain: 'The server sent its answer in a form that clients cannot read.',
    hint: 'Send null, or a string that says what is meant (Python: json.dumps(…, allow_nan=False) finds the place).',
    spec: SPEC.json,
    told: 'is no JSON: it has a bare NaN or Infinity',
  },
  {
    id: 'repr-wire',
    level: 'error',
    title: 'A message is printed as the language shows an object, and not as JSON.',
    plain: 'The server sent its answer in a form that clients cannot read.',
    hint: 'Write json.dumps(message) in Python, JSON.stringify(message) in Node, message.to_json in Ruby; what is only to be looked at goes to stderr.',
    spec: SPEC.json,
    told: 'is no JSON: it is printed as the language shows an object (a dict of Python, an object of Node)',
  },
  {
    id: 'bom-or-codepage',
    level: 'error',
    title: 'stdout is not plain UTF-8.',
    hint: "Write UTF-8 without a byte order mark (Python on Windows: PYTHONUTF8=1, or sys.stdout.reconfigure(encoding='utf-8'); PowerShell: its pipes write UTF-16).",
    spec: SPEC.stdio,
    told: 'begins with a byte order mark or is not UTF-8',
    // What cannot be decoded is not what was expected, either.
    explains: ['expectation'],
  },
  {
    id: 'message-too-deep',
    level: 'error',
    title: `A message is nested deeper than ${MAX_DEPTH} levels.`,
    hint: 'Flatten what is returned, or cut it at a depth that a reader can use: parsers and validators of clients recurse.',
    spec: SPEC.json,
    told: 'is nested too deep and was dropped',
  },
  {
    id: 'answer-cut-off',
    level: 'error',
    spoilsNext: 'line',
    title: 'An answer breaks off in the middle of its line.',
    plain: 'The answer broke off in the middle.',
    hint:
      'Write the whole message before anything else, and check how much was written: a full pipe takes a part (loop over write(), ' +
      'await drain), two threads need a lock, a process exits only when all is written (process.exit() drops the rest), and a writer that fails ' +
      'must not leave half a line behind.',
    spec: SPEC.stdio,
    told: 'breaks off in the middle: its line never became whole',
  },
  {
    id: 'answers-interleaved',
    level: 'error',
    // Whatever is read of such lines is not what anybody wrote.
    explains: ['answer-cut-off', 'stdout-noise-call', 'hang-tool', 'no-newline-flush', 'blank-lines', 'expectation'],
    title: 'Answers are written into each other.',
    plain: 'The server mixed up its answers as it sent them.',
    hint:
      'One writer at a time: write each message whole, with its line feed, in one call and under a lock (a queue, threading.Lock, a mutex). ' +
      'Worker processes hand theirs to the one that owns stdout.',
    spec: SPEC.stdio,
    told: 'was written into another one: its rest does not stand behind its beginning',
  },
  {
    id: 'id-mismatch',
    level: 'error',
    // Of calls at the same time, one got the answer of another under its own id, or twice.
    explains: ['expectation', 'duplicate-reply'],
    title: 'A response has another id than its request.',
    hint: 'Return the id of the request as it came, kept in a local variable: a global is overwritten by the next request.',
    spec: SPEC.jsonRpcResponse,
    told: 'has another id than the request',
  },
];

/** What the session notes beside the answers. */
export const envelopeRules: readonly FrameRule[] = [
  badEnvelope,
  {
    id: 'input-echoed',
    level: 'error',
    explains: ['pre-init-chatter', 'duplicate-reply', 'server-request', 'id-mismatch'],
    title: 'What the client sends comes back on stdout.',
    plain: 'The server sends our own messages back to us.',
    hint:
      'Start the server without a terminal in between (script, ssh -t, docker -t), or switch its echo off (stty -echo raw); and let ' +
      'the server not print what it reads. A client answers what comes back, and takes that for the answer of the server.',
    spec: SPEC.stdio,
  },
  {
    id: 'id-type',
    level: 'warning',
    title: 'A response returns the id of the request as another type.',
    hint: 'Return the id of the request as it came: a number stays a number.',
    spec: SPEC.jsonRpcResponse,
  },
  {
    id: 'duplicate-reply',
    level: 'warning',
    title: 'A request is answered twice.',
    hint: 'Send exactly one response for each request.',
    spec: SPEC.jsonRpcResponse,
  },
  {
    id: 'notification-answered',
    level: 'warning',
    title: 'A notification is answered.',
    hint: 'Send nothing in answer to a message that has no id.',
    spec: SPEC.jsonRpcNotification,
  },
  ...questionRules,
  {
    id: 'result-type-unknown',
    level: 'error',
    explains: NO_RESULT,
    title: 'A result is of a kind (resultType) that does not exist.',
    hint: 'Answer with "resultType": "complete"; other kinds only where the client has declared the extension that defines them.',
    spec: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/index#resulttype',
  },
];
