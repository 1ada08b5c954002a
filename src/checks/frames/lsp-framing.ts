import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const lspFraming: FrameRule = {
  id: 'lsp-framing',
  level: 'error',
  explains: ['no-newline-flush', 'blank-lines', 'stdout-noise-boot', 'stdout-noise-call'],
  title: 'Messages have Content-Length headers, as in the Language Server Protocol.',
  hint: 'Write each message as one line of JSON that ends with a line feed, without headers.',
  spec: SPEC.stdio,
  told: 'comes with a Content-Length header, as in the Language Server Protocol',
};
