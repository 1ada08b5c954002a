/** Healthy: logs, and reports progress where the client gave a token. */
import { echo, faulty, notify, serve } from './serve.mjs';

function call(args, { params }) {
  const progressToken = params._meta?.progressToken;
  notify('notifications/message', { level: 'info', logger: 'faulty', data: 'working' });
  if (progressToken !== undefined) {
    for (const progress of [1, 2, 3]) notify('notifications/progress', { progressToken, progress, total: 3 });
  }
  return echo.call(args);
}

serve({
  tools: [echo, faulty(call)],
  initialize: (result) => ({ ...result, capabilities: { tools: {}, logging: {} } }),
});
