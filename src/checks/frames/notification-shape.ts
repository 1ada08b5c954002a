/** Notifications whose params are not what the protocol says: clients that validate them drop them. */
import { isObject, kindOf } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { isOdd } from './frame-rule.ts';

const LEVELS: readonly unknown[] = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

type Fields = Readonly<Record<string, unknown>>;

export const notificationShape = defineCheck<FramesSubject>({
  id: 'notification-shape',
  level: 'warning',
  title: 'A log message or a progress notification does not have the fields that it must have.',
  hint: 'A log message has a "level" (debug, info, notice, warning, error, critical, alert or emergency) and "data"; progress is a number that grows. Clients drop what does not fit.',
  spec: SPEC.logging,
  concerns: isOdd,
  inspect: ({ frames, unasked }, add) => {
    const bad = frames.flatMap((frame) => {
      const { direction, message } = frame;
      if (direction !== 'in' || !isObject(message) || message['id'] !== undefined) return [];
      const faults = faultsOf(message);
      return faults.length > 0 ? [{ frame, method: String(message['method']), faults }] : [];
    });
    const [first, ...more] = bad;
    if (first) {
      const rest = more.length > 0 ? ` (and ${more.length} more such notifications)` : '';
      const message = `In ${first.method}, ${first.faults.join('; ')}${rest}.`;
      add({ message, evidence: quoted(first.frame.text, 300) });
    }
    for (const { frame, before } of unasked?.shrinking.slice(0, 1) ?? []) {
      const message = `Progress that does not grow was reported, after ${quoted(before, 40)} for the same request.`;
      add({ message, evidence: quoted(frame.text, 300) });
    }
  },
});

function faultsOf({ method, params }: Fields): string[] {
  const fields = isObject(params) ? params : {};
  if (method === 'notifications/message') return logFaults(fields);
  if (method !== 'notifications/progress') return [];
  const { progress } = fields;
  return typeof progress === 'number'
    ? []
    : [`progress is ${kindOf(progress)}${progress === undefined ? '' : ', not a number'}`];
}

function logFaults({ level, data }: Fields): string[] {
  const isKnown = LEVELS.includes(level);
  const levelFault = level === undefined ? 'level is missing' : `level is ${quoted(level, 40)}, which there is not`;
  return [...(isKnown ? [] : [levelFault]), ...(data === undefined ? ['data is missing'] : [])];
}
