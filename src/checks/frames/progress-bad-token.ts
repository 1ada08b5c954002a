import { defineCheck } from '../check.ts';
import { clip, quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject, LateProgress } from '../subjects.ts';
import { isOdd } from './frame-rule.ts';

export const progressBadToken = defineCheck<FramesSubject>({
  id: 'progress-bad-token',
  level: 'error',
  title: 'The server reports progress with a token that nobody gave it, or after the answer.',
  hint: 'Send notifications/progress only with the progressToken of a request that is open, and none where the request has none: some clients drop the connection.',
  spec: SPEC.progress,
  concerns: isOdd,
  inspect: ({ unasked }, add) => {
    if (!unasked) return;
    const { unknown, late } = unasked;
    const [first] = unknown;
    if (first) {
      const count = unknown.length === 1 ? 'A progress notification' : `${unknown.length} progress notifications`;
      const message = `${count} with a progressToken that no request of ours has given.`;
      add({ message, evidence: quoted(first.text, 300) });
    }
    for (const { frame, request } of late.slice(0, MOST_TOLD)) {
      const message = `A progress notification for ${nameOf(request)} came after its answer.`;
      add({ message, evidence: quoted(frame.text, 300), hint: LATE_HINT });
    }
  },
});

const MOST_TOLD = 5;
const LATE_HINT =
  'Send (await) the last notifications/progress before the result, and stop timers that report: with the answer the token ends, and some clients drop the connection.';

function nameOf({ method, target }: LateProgress['request']): string {
  const name = typeof target === 'string' ? ` ${JSON.stringify(clip(target, 100))}` : '';
  return `${clip(String(method), 100)}${name}`;
}
