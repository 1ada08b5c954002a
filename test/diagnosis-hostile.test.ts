import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { zombieSession } from '../src/checks/call/zombie-session.ts';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { withinCpu } from '../src/limits/budget.ts';

describe('hostile text', () => {
  const pieces = [
    'Traceback (most recent call last):',
    '  File "/a", line 1, in f',
    '│ /x │',
    '╭──╮',
    '+--+',
    '| |',
    '\u001b[',
    'E: ',
    'Error: x',
    '    at f (/a:1:1)',
    'goroutine 1 [',
    'panic: x',
    "thread 'a' panicked at b:1:1:",
    'Caused by: a.b.C',
    '\tat a.b(C.java:1)',
    '',
  ];

  it('never throws, and stays within one finding per rule', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string())), (lines) => {
        const stderr = lines.join('\n');
        const rules = diagnose({ phase: 'call', stderr, resultText: stderr, rpcMessage: stderr }).map(
          ({ rule }) => rule,
        );
        assert.equal(new Set(rules).size, rules.length);
      }),
    );
  });

  const repeated = [
    'a',
    ' ',
    '-',
    '─',
    '.',
    'A_',
    'a.',
    'Error',
    'Error: ',
    'missing ',
    "'",
    '\u001b[',
    '| ',
    '1 ',
    'at ',
    '\n',
    '(',
    'File "',
    'API_KEY: [ ',
    '"path": [ "A_B" ], "message": "',
    '"received": "undefined", ',
    'Missing environment variables:\n    A_B: x\n',
    'Error: Invalid environment variables\n    at f (/a:1:1)\n',
    'ZodError: [\n',
    '- /a\n',
    "cannot import name 'a' from 'b' (/",
    ...pieces.map((piece) => `${piece}\n`),
  ];
  for (const piece of repeated) {
    it(`takes bounded time for 256 KiB of ${JSON.stringify(piece)}`, () => {
      const text = piece.repeat(Math.ceil(262_144 / Math.max(piece.length, 1)));
      withinCpu(20_000, () => diagnose({ phase: 'call', stderr: text, resultText: text }));
      withinCpu(20_000, () => diagnose({ phase: 'start', stderr: text }));
    });
  }

  for (const piece of ['\n', '\r\n', ' ', '\t', '|', '| ', 'SystemExi', 'System\n'])
    it(`looks for a raised exit in 256 KiB of ${JSON.stringify(piece)} in bounded time`, () => {
      const stderr = piece.repeat(262_144 / piece.length);
      const outcome = { kind: 'rpc-error', error: { code: -32603, message: 'no' } };
      const exchange = { outcome, stderr, liveness: {} } as unknown as Parameters<typeof zombieSession.judge>[0];
      withinCpu(20_000, () => zombieSession.judge(exchange, { what: 'the call' }, () => undefined));
    });
});
