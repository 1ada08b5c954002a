/**
 * Log messages and progress that do not have the fields that they must have: `--variant=level` (and no data), `data`, `text` (progress
 * in quotes), `back` (progress that shrinks).
 */
import { echo, faulty, healthy, notify, serve, variant } from './serve.mjs';

const kind = healthy ? 'none' : variant('level');
const MESSAGES = {
  level: { level: 'WARN', message: 'hi' },
  data: { level: 'info', message: 'hi' },
};
const PROGRESS = { text: ['1', 2, 3], back: [1, 3, 2] };

function call(args, { params }) {
  notify('notifications/message', MESSAGES[kind] ?? { level: 'warning', logger: 'notes', data: null });
  const progressToken = params._meta?.progressToken;
  const steps = PROGRESS[kind] ?? [0, 0.5, 2];
  if (progressToken !== undefined)
    for (const progress of steps) notify('notifications/progress', { progressToken, progress });
  return echo.call(args);
}

serve({
  tools: [echo, faulty(call)],
  initialize: (result) => ({ ...result, capabilities: { ...result.capabilities, logging: {} } }),
});
