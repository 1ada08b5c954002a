/** How a server that does not know server/discover has answered it, for people. */
import type { Exchange } from '../model.ts';

export function describeRefusal({ outcome, http }: Exchange): string {
  const said = http && http.status >= 300 ? `HTTP status ${http.status}` : undefined;
  if (outcome.kind === 'rpc-error')
    return `it refuses server/discover (${JSON.stringify(outcome.error.code) ?? 'an error'})`;
  if (outcome.kind === 'result') return 'its answer to server/discover names no revision that can be spoken';
  return `it gives no readable answer to server/discover${said === undefined ? '' : ` (${said})`}`;
}
