/** An image whose data is not base64. `--variant=characters|data-url|not-png` */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const faults = {
  characters: 'not base64 at all!',
  'data-url': `data:image/png;base64,${pixel}`,
  'not-png': Buffer.from('<html>error</html>').toString('base64'),
};
const data = healthy ? pixel : faults[variant('characters')];

serve({ tools: [echo, faulty(() => ({ content: [{ type: 'image', data, mimeType: 'image/png' }] }))] });
