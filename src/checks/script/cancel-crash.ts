import type { RuleInfo } from '../../model.ts';

export const cancelCrash: RuleInfo = {
  id: 'cancel-crash',
  level: 'error',
  explains: ['crash-on-call', 'crash-idle', 'zombie-session'],
  title: 'Cancelling a call ends the session.',
  hint: 'Python: upgrade mcp (a cancelled request was answered twice). Otherwise: ignore cancellations of requests that are done.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/utilities/cancellation',
};
