/** What carried an HTTP answer. */
import type { HttpExchange } from '../../model.ts';

export function bodyName({ headers }: HttpExchange): string {
  return headers['content-type']?.includes('text/event-stream') ? 'The event stream' : 'The HTTP body';
}
