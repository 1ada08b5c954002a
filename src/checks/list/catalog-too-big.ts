import { isObject } from '../../json/kind.ts';
import type { Page } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

const MAX_BYTES = 256 * 1024;
const MAX_TOOLS = 128;

export const catalogTooBig = defineCheck<ListSubject>({
  id: 'catalog-too-big',
  level: 'warning',
  explains: ['not-checked'],
  title: 'The list of tools is too big for some hosts.',
  hint: 'Offer fewer tools, shorten descriptions and enums, or split the server.',
  spec: SPEC.listTools,
  inspect: ({ pages, total }, add) => {
    const bytes = pages.reduce((sum, page) => sum + bytesOf(page), 0);
    const size = `${Math.round(bytes / 1024)} KiB`;
    if (total > MAX_TOOLS) {
      add({ message: `The server offers ${total} tools (${size}); some hosts take no more than ${MAX_TOOLS}.` });
    } else if (bytes > MAX_BYTES) {
      add({
        message: `The list of tools is ${size} long; some hosts drop lists of more than 256 KiB, and all of it is sent to the model.`,
      });
    }
  },
});

/** The length of the answer on the wire. */
function bytesOf({ exchange }: Page): number {
  const answer = exchange.frames.find(
    ({ direction, message }) =>
      direction === 'in' && isObject(message) && message['id'] === exchange.id && 'result' in message,
  );
  return answer?.bytes ?? 0;
}
