/** A smoke file that cannot be used stands in the report like a server that cannot be tested: the others are. */
import type { Finding, RunEvent, StepResult, SuiteRef, UnreadFile } from '../model.ts';
import { formatPlace } from './place.ts';

export function unreadRef({ file, source }: UnreadFile, index: number): SuiteRef {
  return { index, name: file, file, source, target: '', transport: 'stdio', isUnread: true };
}

/** What there is to tell of it, from start to end. */
export function unreadEvents({ problems }: UnreadFile, suite: SuiteRef): RunEvent[] {
  const head = { id: 'connect', kind: 'connect', name: 'connect' } as const;
  const step: StepResult = {
    ...head,
    status: 'broken',
    durationMs: 0,
    reason: 'the smoke file cannot be used',
    at: formatPlace(problems[0]!.place),
    findings: problems.map(findingOf),
  };
  const { name, file, target, transport } = suite;
  const report = { name, file, target, server: { transport }, steps: [step], tools: [], stderrTail: '' };
  return [
    { type: 'suite-start', suite },
    { type: 'step-start', suite, step: head },
    { type: 'step-end', suite, step },
    { type: 'suite-end', suite, report },
  ];
}

function findingOf({ message, hint, place }: UnreadFile['problems'][number]): Finding {
  return { rule: 'smoke-file', level: 'error', about: 'file', message, hint, where: formatPlace(place) };
}
