import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const badEnvelope: FrameRule = {
  id: 'bad-envelope',
  level: 'error',
  explains: ['unexpected-status', 'list-failed', 'initialize-refused', 'nonstandard-code'],
  title: 'A message is no JSON-RPC 2.0 message.',
  hint: 'Send {"jsonrpc":"2.0","id":…} with either a result (object) or an error (object with code and message).',
  spec: SPEC.jsonRpcResponse,
  told: 'is no JSON-RPC 2.0 response',
};
