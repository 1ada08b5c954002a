/** What was masked, and what was searched again. */
import type { Report } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { el, type Markup, text } from './markup.ts';

export function secretsNote({ secrets }: Report): Markup {
  const { values, replaced, scannedFiles } = secrets;
  const looked =
    values === 0
      ? 'No secret values were registered for this run; what looks like a credential is masked all the same.'
      : `${plural(values, 'secret value')} ${values === 1 ? 'was' : 'were'} looked for in every output, in every usual encoding.`;
  const masked =
    replaced === 0
      ? 'Nothing had to be masked.'
      : `${plural(replaced, 'place')} ${replaced === 1 ? 'is' : 'are'} masked as [redacted:…].`;
  const scanned =
    scannedFiles === 0
      ? ''
      : ` After writing, ${plural(scannedFiles, 'file')} ${scannedFiles === 1 ? 'was' : 'were'} searched again.`;
  return el('p', {}, text(`${looked} ${masked}${scanned}`));
}
