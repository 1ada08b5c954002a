import type { HttpExchange } from '../../model.ts';
import { quoted } from '../evidence.ts';

/** ` to "https://…"`, as the server wrote it. */
export function to({ headers }: HttpExchange): string {
  return headers['location'] === undefined ? '' : ` to ${quoted(headers['location'], 200)}`;
}
