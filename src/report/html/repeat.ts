/** The exact command to repeat the run, what it needs, and how what stands here can be verified. */
import type { Report } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { el, join, type Markup, nothing, text } from './markup.ts';
import { code } from './section.ts';

const MOST_NAMES = 40;
const NAME = 80;
const PREDICATE = 'https://in-toto.io/attestation/test-result/v0.1';

export function repeat(report: Report): Markup {
  const { command, environment } = report;
  if (command === undefined) return join([el('p', {}, text('The command of this run is not known.')), verify(report)]);
  const version = environment ? `, with mcp-smoke ${environment.mcpSmoke}` : '';
  const commit = environment?.commit ? [text(' at commit '), code(environment.commit)] : [];
  return join([
    el('pre', { class: 'command' }, text(command)),
    el('p', { class: 'small' }, text('In the folder of the project'), ...commit, text(`${version}.`)),
    variables(report),
    verify(report),
  ]);
}

function variables({ suites }: Report): Markup {
  const names = [...new Set(suites.flatMap((suite) => suite.variables ?? []))];
  if (names.length === 0) return nothing;
  const shown = names.slice(0, MOST_NAMES).map((name) => code(excerpt(name, NAME)));
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return el(
    'p',
    { class: 'small' },
    text('Environment variables that it reads: '),
    join(shown, ', '),
    text(`${more}.`),
  );
}

/** By the digests that stand in the report, and by a statement that is signed. */
function verify({ suites }: Report): Markup {
  const isKnown = suites.some(({ fileSha256, artifact }) => fileSha256 !== undefined || artifact?.sha256 !== undefined);
  if (!isKnown) return nothing;
  return el(
    'p',
    { class: 'small' },
    text('To verify: '),
    code('sha256sum FILE'),
    text(' gives the SHA-256 that stands above. A signed statement of these results (--report intoto) is checked by '),
    code(`cosign verify-blob-attestation --type ${PREDICATE} --bundle BUNDLE FILE`),
    text(' or by '),
    code(`gh attestation verify FILE --predicate-type ${PREDICATE}`),
    text('.'),
  );
}
