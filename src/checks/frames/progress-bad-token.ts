import { isObject } from '../../json/kind.ts';
import { PROGRESS_TOKEN } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { isOdd } from './frame-rule.ts';

export const progressBadToken = defineCheck<FramesSubject>({
  id: 'progress-bad-token',
  level: 'error',
  title: 'The server reports progress with a token that nobody gave it.',
  hint: 'Send notifications/progress only with the progressToken of a request that is open, and none where the request has none: some clients drop the connection.',
  spec: SPEC.progress,
  concerns: isOdd,
  inspect: ({ frames }, add) => {
    const given = new Set(frames.flatMap(({ direction, message }) => (direction === 'out' ? givenToken(message) : [])));
    const isGiven = (token: unknown) => given.has(token) || isOurs(token);
    const bad = frames.filter(
      ({ direction, message }) =>
        direction === 'in' && isProgress(message) && !isGiven(paramsOf(message)['progressToken']),
    );
    const [first] = bad;
    if (!first) return;
    const count = bad.length === 1 ? 'A progress notification' : `${bad.length} progress notifications`;
    const message = `${count} with a progressToken that no request of ours has given.`;
    add({ message, evidence: quoted(first.text, 300) });
  },
});

/** One that an earlier step gave: its notification is late. */
function isOurs(token: unknown): boolean {
  return typeof token === 'string' && token.startsWith(PROGRESS_TOKEN);
}

function isProgress(message: unknown): message is Record<string, unknown> {
  return isObject(message) && message['method'] === 'notifications/progress';
}

function paramsOf(message: unknown): Record<string, unknown> {
  const params = isObject(message) ? message['params'] : undefined;
  return isObject(params) ? params : {};
}

function givenToken(message: unknown): unknown[] {
  const meta = paramsOf(message)['_meta'];
  return isObject(meta) && meta['progressToken'] !== undefined ? [meta['progressToken']] : [];
}
