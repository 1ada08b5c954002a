/** Reports progress with a token that it made up. The twin has none to report it with. */
import { echo, faulty, healthy, notify, serve } from './serve.mjs';

function call(args, { params }) {
  const progressToken = params._meta?.progressToken ?? (healthy ? undefined : 'made-up');
  if (progressToken !== undefined) notify('notifications/progress', { progressToken, progress: 1, total: 2 });
  return echo.call(args);
}

serve({ tools: [echo, faulty(call)] });
