/** Tells of an error in a result that is none. `--variant=json|success|traceback|text` */
import { echo, errorResult, faulty, healthy, serve, textResult, variant } from './serve.mjs';

const texts = {
  text: 'Error: no such note',
  json: '{"error": "no such note"}',
  success: '{"success": false, "message": "no such note"}',
  traceback: 'Traceback (most recent call last):\n  File "/app/server.py", line 3, in get\nKeyError: 7',
};

const call = () => (healthy ? errorResult : textResult)(healthy ? 'No such note' : texts[variant('text')]);

serve({ tools: [echo, faulty(call)] });
