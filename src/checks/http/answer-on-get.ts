import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const answerOnGet: FrameRule = {
  id: 'answer-on-get',
  level: 'error',
  isServerWide: true,
  title: "An answer comes on the server's own event stream instead of as the answer to its POST.",
  hint: 'Answer each request in the body, or on the event stream, of its own POST; the stream of the GET is for what the server asks and tells.',
  spec: SPEC.listening,
};
