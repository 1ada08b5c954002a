/** Every text of a report and of its events passes the redactor: one field that is left out is a leak. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, RunEvent, StepResult, SuiteRef, SuiteReport } from '../src/model.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import { cleanCover, cleanEvent, cleanRef, cleanSuite, masksIn } from '../src/redact/report.ts';
import { Settler } from '../src/run/clean.ts';

const VALUE = 'zq8-Kx27-vLw0';
const redactor = createRedactor([{ name: 'TOKEN', value: VALUE }]);
let count = 0;
/** Told apart, so that it shows which field was left out. */
const text = () => `field ${count++} ${VALUE}`;

/** All fields that may hold words of the server or of the user. */
const finding = (): Required<Finding> => ({
  rule: 'hang-tool',
  level: 'error',
  message: text(),
  instead: text(),
  hint: text(),
  evidence: text(),
  where: text(),
  count: 2,
  also: ['unexpected-status'],
  about: 'file',
});

const step = (): StepResult => ({
  id: text(),
  kind: 'call',
  name: text(),
  tool: text(),
  description: text(),
  expects: [text()],
  status: 'failed',
  durationMs: 1,
  at: text(),
  reason: text(),
  findings: [finding()],
  calls: [
    {
      startedAtMs: 0,
      durationMs: 1,
      timeoutMs: 1,
      outcome: 'result',
      args: text(),
      answer: text(),
      stderr: text(),
    },
  ],
});

const suite = (): SuiteReport => ({
  name: text(),
  file: text(),
  target: text(),
  server: { name: text(), version: text(), protocol: text(), transport: 'stdio' },
  artifact: { kind: 'npm', path: text(), name: text(), version: text() },
  steps: [step()],
  tools: [{ name: text(), tested: true }],
  stderrTail: text(),
});

const ref: SuiteRef = { index: 0, transport: 'stdio', name: text(), file: text(), target: text(), source: text() };
const clean = cleanRef(ref, redactor);

const events: Readonly<Record<string, () => RunEvent>> = {
  'step-start': () => ({ type: 'step-start', suite: clean, step: { id: text(), kind: 'call', name: text() } }),
  'step-end': () => ({ type: 'step-end', suite: clean, step: step() }),
  'step-amend': () => ({ type: 'step-amend', suite: clean, step: step(), added: [finding()] }),
  'suite-end': () => ({ type: 'suite-end', suite: clean, report: suite() }),
};

const leaks = (value: unknown) => JSON.stringify(value).match(new RegExp(`field \\d+ ${VALUE}`, 'g')) ?? [];

test('a report, and the reference to a suite', () => {
  assert.deepEqual([leaks(cleanSuite(suite(), redactor)), leaks(clean)], [[], []]);
});

test('what a report says of itself', () => {
  const cover = { title: text(), for: text(), by: text(), scope: text(), note: text() };
  assert.deepEqual(leaks(cleanCover(cover, redactor)), []);
});

for (const [type, event] of Object.entries(events)) {
  test(`the event ${type}`, () => {
    const dirty = event();
    assert.notDeepEqual(leaks(dirty), []);
    assert.deepEqual(leaks(cleanEvent(dirty, redactor)), []);
  });
}

test('what is shown is cut when it is clean, so that no half of a secret in some encoding stays', () => {
  const written = Buffer.from(VALUE).toString('base64');
  for (let before = 1980; before < 2000; before += 2) {
    const evidence = `${'. '.repeat(1000).slice(0, before)}${written}${' .'.repeat(1000)}`;
    const one = { ...step(), findings: [{ ...finding(), evidence }] };
    const settled = new Settler(redactor).event({ type: 'step-end', suite: {} as SuiteRef, step: one });
    assert.ok(!JSON.stringify(settled).includes(written.slice(0, 6)), `${before}`);
  }
});

test('a step that was clean is looked at again once another secret is known', () => {
  const redactor = createRedactor([]);
  const settler = new Settler(redactor);
  const one = { ...suite().steps[0]!, name: 'tells hunter2-and-more', findings: [] };
  const ended = settler.event({ type: 'step-end', suite: {} as SuiteRef, step: one });
  assert.match(JSON.stringify(ended), /hunter2-and-more/);
  assert.match(JSON.stringify(settler.suite({ ...suite(), steps: [one] })), /hunter2-and-more/);
  redactor.add({ name: 'LATE', value: 'hunter2-and-more' });
  const both = [one, (ended as Extract<RunEvent, { type: 'step-end' }>).step];
  const report = settler.suite({ ...suite(), steps: both });
  assert.doesNotMatch(JSON.stringify(report), /hunter2-and-more/);
  assert.equal(masksIn([report], redactor), 2);
});
