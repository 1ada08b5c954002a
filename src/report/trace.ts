/** `--trace FILE`: what crossed the wires, one JSON object a line, as it happens. */
import type { RunEvent } from '../model.ts';
import { plainJson } from './json.ts';

/** The keys of a line, and what stands under those that are not the server's (model/wire-event.ts). */
export const TRACE_WORDS =
  'atMs suite index name file wire step kind open frame http closed cut limit direction in out is message unreadable blank ' +
  'oversize bytes text requestId problem status reason exitCode signal errorCode error';

/** The line of one event; empty for all but those of a wire. */
export function traceLine(event: RunEvent): string {
  if (event.type !== 'wire') return '';
  const { index, name, file } = event.suite;
  const { atMs, ...told } = event.event;
  return `${plainJson(JSON.stringify({ atMs, suite: { index, name, file }, ...told }))}\n`;
}
