/** `-vv`: what crosses the wire, a line a frame, between the lines of the steps. */
import type { WireEvent } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { cutToWidth } from '../../text/width.ts';
import type { PrettyOptions } from './options.ts';

/** `--trace` has it whole. */
const LONGEST = 2_000;

export function wireLine(event: WireEvent, { palette, width }: PrettyOptions): string {
  const time = duration(event.atMs).padStart(9);
  const which = event.wire === 1 ? '' : ` [${event.wire}]`;
  const line = `${time}${which}  ${printable(excerpt(wordsOf(event), LONGEST))}`;
  return palette.faint(Number.isFinite(width) ? cutToWidth(line, width) : line);
}

function wordsOf(event: WireEvent): string {
  if (event.kind === 'open') return '-- opened';
  if (event.kind === 'http') return `<- HTTP ${event.status} to request ${event.requestId}`;
  if (event.kind === 'closed') return `-- closed: ${endOf(event)}`;
  const arrow = event.direction === 'out' ? '->' : '<-';
  if (event.is === 'message') return `${arrow} ${JSON.stringify(event.message)}`;
  return `${arrow} ${event.problem ?? event.is} (${plural(event.bytes, 'byte')}) ${JSON.stringify(event.text ?? '')}`;
}

function endOf({ reason, exitCode, signal, error }: Extract<WireEvent, { kind: 'closed' }>): string {
  const how = [exitCode === undefined ? undefined : `exit code ${exitCode}`, signal, error].filter(Boolean);
  return [reason, ...how].join(', ');
}
