/** Start-up, framing, envelopes, silence and the end of a server. */
import { broken, type Expected, error, type Rows, warning } from './expected.ts';

/** Long enough to start in, on a busy machine too. */
const SHORT = { timeout: '1500ms', connectTimeout: '5s' };

/** The tool is asked for progress. */
const reported: Expected = {
  file: {
    steps: [{ tool: 'faulty', args: { text: 'x' }, expect: { notifications: [{ method: 'notifications/progress' }] } }],
  },
};

export const wireRows: Rows = {
  'clean-exit-no-run': broken('clean-exit-no-run'),
  // What it says is the cause, and the exit is told along.
  'clean-exit-no-run --variant=caught': broken('missing-env', { says: /ACME_API_KEY.*exited with code 0/s }),
  'launcher-exited': broken('launcher-exited', {
    says: /has exited \(code 0\), while a process.*launcher-exited\.mjs/s,
  }),
  'exit-before-init': broken('exit-before-init', {
    says: /cannot open notes\.db.*exit-before-init\.mjs:5 in openStore/s,
  }),
  'initialize-hang': broken('initialize-hang', { file: SHORT }),
  'initialize-hang --variant=http': broken('initialize-hang', { file: SHORT, says: /stdio transport/ }),
  'initialize-refused': broken('initialize-refused', { says: /licence expired/ }),
  'slow-start --ms=10200': warning('connect', 'cold-start-slow'),
  'protocol-version-unknown': error('connect', 'protocol-version-unknown', { says: /1999-01-01/ }),
  'bad-initialize-result --variant=no-server-info': error('connect', 'bad-initialize-result', { says: /serverInfo/ }),
  'bad-initialize-result --variant=no-capabilities': error('connect', 'bad-initialize-result'),
  'bad-initialize-result --variant=no-version': error('connect', 'bad-initialize-result'),
  'notification-shape --variant=level': warning('faulty', 'notification-shape', {
    says: /In notifications\/message, level is ..WARN.., which there is not; data is missing/,
  }),
  'notification-shape --variant=data': warning('faulty', 'notification-shape', { says: /, data is missing/ }),
  'notification-shape --variant=text': warning('faulty', 'notification-shape', {
    ...reported,
    says: /progress is a string/,
  }),
  'notification-shape --variant=back': warning('faulty', 'notification-shape', {
    ...reported,
    says: /Progress that does not grow was reported, after 3 for the same request/,
  }),
  'notification-shape --healthy': reported,
  'bad-initialize-result --variant=flag': error('connect', 'bad-initialize-result', {
    says: /capabilities\.tools is a boolean, not an object/,
  }),
  'bad-initialize-result --variant=flags': error('connect', 'bad-initialize-result', {
    says: /tools is null, not an object; capabilities\.logging is null.*; a member of capabilities\.experimental is a number/,
  }),
  'bad-initialize-result --variant=list': error('connect', 'bad-initialize-result', { says: /tools is an array/ }),
  'bad-initialize-result --variant=changed': error('connect', 'bad-initialize-result', {
    says: /capabilities\.tools\.listChanged is a string, not a boolean/,
  }),
  'bad-initialize-result --variant=null': broken('bad-initialize-result'),
  'bad-initialize-result --variant=array': error('connect', 'bad-initialize-result'),
  'pre-init-chatter': warning('connect', 'pre-init-chatter'),
  'pre-init-chatter --variant=log': {},

  // Read as the server's refusals, our own answers to what comes back would fail each step.
  'input-echoed': error('connect', 'input-echoed', { says: /came back on stdout \(server\/discover\)/ }),
  'stdout-noise-boot': error('connect', 'stdout-noise-boot', { says: /3 notes loaded/ }),
  'stdout-noise-boot --variant=end': warning('close', 'stdout-noise-boot', { says: /stdin was closed.*3 notes kept/s }),
  'stdout-noise-boot --variant=both': error('connect', 'stdout-noise-boot'),
  'stdout-noise-call': error('faulty', 'stdout-noise-call', { says: /calling faulty/ }),
  'stdout-noise-call --variant=colours': error('faulty', 'stdout-noise-call', {
    says: /on one line with other output/,
  }),
  'stdout-noise-call --variant=behind': error('faulty', 'stdout-noise-call', { says: /on one line with other output/ }),
  'stdout-flood --kind=plain': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=info': error('faulty', 'stdout-noise-call', { says: /10000 lines.*INFO.*and 9995 more/s }),
  'stdout-flood --kind=date': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=mixed': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=brace': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=open': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=quotes': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=array': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --kind=pretty': error('faulty', 'stdout-noise-call', { says: /40000 lines/ }),
  // A log line in JSON is no message with a broken envelope.
  'stdout-flood --kind=json': error('faulty', 'stdout-noise-call', { says: /10000 lines/ }),
  'stdout-flood --lines=1 --kind=json': error('faulty', 'stdout-noise-call', { says: /a line/ }),
  'multiline-json --at=initialize': broken('multiline-json'),
  'multiline-json --at=list': error('list', 'multiline-json'),
  'multiline-json --at=call': error('faulty', 'multiline-json'),
  'lsp-framing --at=initialize': broken('lsp-framing'),
  'lsp-framing --at=list': error('list', 'lsp-framing'),
  'lsp-framing --at=call': error('faulty', 'lsp-framing'),
  'no-newline-flush --at=initialize': broken('no-newline-flush'),
  'no-newline-flush --at=list': error('list', 'no-newline-flush'),
  'no-newline-flush --at=call': error('faulty', 'no-newline-flush'),
  'answers-interleaved': error('faulty', 'answers-interleaved', { says: /breaks|rest does not stand behind/ }),
  'answer-cut-off': error('faulty', 'answer-cut-off'),
  'answer-cut-off --id=last': error('faulty', 'answer-cut-off'),
  'answer-cut-off --variant=line': error('faulty', 'answer-cut-off'),
  'answer-cut-off --variant=closes': error('faulty', 'answer-cut-off'),
  'answer-cut-off --variant=exits': error('faulty', 'answer-cut-off', { says: /the process exited with code 0/ }),
  'answer-cut-off --variant=exits --id=last': error('faulty', 'answer-cut-off'),
  // Nothing shows it before the time limit.
  'answer-cut-off --variant=blocks': error('faulty', 'answer-cut-off', { file: { timeout: '4s' } }),
  // Slow, and longer silent than a whole message without a line end may be; one is still being written at the time limit.
  'answer-cut-off --variant=slow --pause=1700': {},
  'nan-token-wire': error('faulty', 'nan-token-wire'),
  'repr-wire': error('faulty', 'repr-wire', { says: /printed as the language shows an object/ }),
  'repr-wire --at=initialize': broken('repr-wire'),
  'repr-wire --at=list': error('list', 'repr-wire'),
  'repr-wire --as=node': error('faulty', 'repr-wire'),
  'repr-wire --as=lines': error('faulty', 'repr-wire'),
  'repr-wire --as=ruby': error('faulty', 'repr-wire'),
  // Printed to look at it: it is not the answer, which comes.
  'repr-wire --beside': error('faulty', 'repr-wire', { says: /A message on stdout/ }),
  'blank-lines': { behind: 'blank-lines' },
  'bom-or-codepage --variant=bom': broken('bom-or-codepage', { file: { protocol: '2025-11-25' } }),
  'bom-or-codepage --variant=utf16': broken('bom-or-codepage', { file: { protocol: '2025-11-25' } }),
  'bom-or-codepage --variant=utf16 --at=call': {
    errors: { faulty: 'bom-or-codepage', again: 'bom-or-codepage' },
  },
  'bom-or-codepage --variant=latin1': { text: 'café', errors: { echo: 'bom-or-codepage', faulty: 'bom-or-codepage' } },
  // Characters that the code page does not have come out as control characters, and the line is no JSON any more.
  'bom-or-codepage --variant=latin1 --lossy': {
    text: 'zażółć ✓',
    errors: { echo: 'bom-or-codepage', faulty: 'bom-or-codepage' },
  },
  'line-too-long': error('faulty', 'line-too-long'),
  'line-too-long --bytes=2000000': error('faulty', 'line-too-long', { file: { limits: { message: '1MiB' } } }),
  'too-much --variant=long-id-last': error('faulty', 'line-too-long', { file: { limits: { message: '1MiB' } } }),
  'too-much --variant=long-id-last --at=list': error('list', 'line-too-long', {
    file: { limits: { message: '1MiB' } },
  }),
  'too-much --variant=values': error('faulty', 'line-too-long', { says: /more than 500,000/ }),
  'too-much --variant=deep': error('faulty', 'message-too-deep', { says: /deeper than 512 levels/ }),
  'too-much --variant=deep-id-last': error('faulty', 'message-too-deep'),
  'too-much --variant=deep --at=list': error('list', 'message-too-deep'),

  'bad-envelope --at=initialize --variant=no-jsonrpc': error('connect', 'bad-envelope'),
  'bad-envelope --at=initialize --variant=error-string': broken('bad-envelope'),
  'bad-envelope --at=initialize --variant=array': error('connect', 'bad-envelope'),
  'bad-envelope --at=initialize --variant=neither': broken('bad-envelope'),
  'bad-envelope --at=initialize --variant=no-id': error('connect', 'bad-envelope'),
  'bad-envelope --at=list --variant=both': error('list', 'bad-envelope'),
  'bad-envelope --at=list --variant=neither': error('list', 'bad-envelope'),
  'bad-envelope --at=list --variant=no-id': error('list', 'bad-envelope'),
  'bad-envelope --variant=no-jsonrpc': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=error-null': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=both': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=error-string': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=array': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=code-string': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=neither': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=no-id': error('faulty', 'bad-envelope'),
  'bad-envelope --variant=bare-error': error('faulty', 'bad-envelope'),
  'id-mismatch --at=initialize': broken('id-mismatch'),
  'id-mismatch --at=list': error('list', 'id-mismatch'),
  'id-mismatch --at=call': error('faulty', 'id-mismatch'),
  // It may be a second answer, as long as the call may still be answered.
  'id-mismatch --id=before': error('faulty', 'id-mismatch', { file: SHORT }),
  'id-type --at=initialize': warning('connect', 'id-type'),
  'id-type --at=list': warning('list', 'id-type'),
  'id-type --at=call': warning('faulty', 'id-type'),
  'duplicate-reply --at=initialize': { behind: 'duplicate-reply' },
  'duplicate-reply --at=list': { behind: 'duplicate-reply' },
  'duplicate-reply --at=call': { behind: 'duplicate-reply' },
  'duplicate-reply --variant=late': { behind: 'duplicate-reply' },
  'notification-answered': { behind: 'notification-answered' },
  'waits-on-user': warning('faulty', 'waits-on-user'),

  'crash-on-call --variant=exit': error('faulty', 'crash-on-call', { says: /exit code 3/ }),
  'crash-on-call --variant=kill': error('faulty', 'crash-on-call', { says: /SIGKILL/ }),
  'crash-on-call --variant=throw': error('faulty', 'crash-on-call', {
    says: /TypeError: Cannot read.*crash-on-call\.mjs:8 in readNote/s,
  }),
  'zombie-session': error('faulty', 'zombie-session'),
  'hang-tool': error('faulty', 'hang-tool', { file: SHORT }),
  'hang-tool --variant=list': error('list', 'list-hang', { file: SHORT }),
  'loop-blocked': error('faulty', 'loop-blocked', { file: SHORT }),
  'loop-blocked --ms=2500': warning('faulty', 'loop-blocked'),
  'stderr-flood': {},

  'no-exit-on-eof': warning('close', 'no-exit-on-eof', { says: /SIGTERM ended it/ }),
  'no-exit-on-eof --variant=stubborn': warning('close', 'no-exit-on-eof', { says: /SIGKILL ended it/ }),
  'orphan-children --variant=group': warning('close', 'orphan-children'),
  'orphan-children --variant=detached': warning('close', 'orphan-children'),
  'dirty-exit': { notes: { close: 'dirty-exit' } },
  'dirty-exit --variant=throws': warning('close', 'dirty-exit', {
    says: /Error: the audit log is locked.*dirty-exit\.mjs:9 in audit/s,
  }),
};
