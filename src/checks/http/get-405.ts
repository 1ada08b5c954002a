import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const get405: FrameRule = {
  id: 'get-405',
  level: 'warning',
  isServerWide: true,
  title: "GET for the server's own event stream ends in an error of the server.",
  hint: 'Offer the stream, or answer the GET with 405 Method Not Allowed, which is legal and what clients understand.',
  // What refuses requests refuses notifications as well.
  isExcused: ({ isRefused }) => isRefused === true,
  spec: SPEC.listening,
};
