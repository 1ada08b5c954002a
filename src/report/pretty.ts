/** The text for people as a report: what the terminal shows, without wrapping; in colour where that is asked for. */
import type { Report } from '../model.ts';
import { eventsOf } from './events.ts';
import type { RenderContext } from './format.ts';
import { createPalette } from './pretty/palette.ts';
import { createTranscript } from './pretty/transcript.ts';

/** Code frames and the command line of the server need `context.suites`; without them they are left out. */
export function renderPretty(report: Report, context: RenderContext = {}): string {
  const palette = createPalette(context.color === true);
  const width = Number.POSITIVE_INFINITY;
  const rerun = context.rerun === undefined ? {} : { rerun: context.rerun };
  const transcript = createTranscript({ palette, verbosity: 0, width, ...rerun });
  return eventsOf(report, context).map(transcript).join('');
}
