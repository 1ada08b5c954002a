/** What was tested, where and when. */
import type { Report, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { artifactWords } from '../artifact-words.ts';
import { otherOffers } from '../protocol-words.ts';
import { when } from '../when.ts';
import { block, el, join, type Markup, text } from './markup.ts';
import { code, facts } from './section.ts';

const TRANSPORTS = { stdio: 'started for this test, over stdio', http: 'over streamable HTTP' } as const;
const LONG = 2_000;

export function serverFacts({ kind, name, server, target, file, fileSha256, artifact, steps }: SuiteReport): Markup {
  // Source was read, and no server was run.
  if (kind === 'lint') return facts([['Source', text(steps[0]?.reason ?? '')]]);
  const { requestedProtocol: asked, protocol } = server;
  const offers = otherOffers(server);
  return facts([
    ['Server', text(server.name ?? 'did not name itself')],
    ['Version', server.version === undefined ? undefined : text(server.version)],
    ['Artifact', artifact && artifactOf(artifact)],
    ['Reached', text(TRANSPORTS[server.transport])],
    [server.transport === 'http' ? 'Address' : 'Command', target ? code(target) : undefined],
    ['MCP spoken', protocol === undefined ? text('no revision was agreed on') : text(protocol)],
    ['MCP asked for', asked === undefined ? undefined : text(server.why ? `${asked} (${server.why})` : asked)],
    ['It offers, too', offers === undefined ? undefined : text(offers)],
    ['Script', file === '' ? text(name) : join([code(file), ...(fileSha256 ? [digest(fileSha256)] : [])])],
  ]);
}

export function runFacts({ environment, startedAt, durationMs, cover }: Report): Markup {
  return facts([
    ['Scope', cover?.scope === undefined ? undefined : block(excerpt(cover.scope, LONG))],
    ['When', text(when(startedAt))],
    ['Took', text(duration(durationMs))],
    ['Commit', environment?.commit ? code(environment.commit.slice(0, 12)) : undefined],
    ['System', environment ? text(environment.os ?? environment.platform) : undefined],
    ['Platform', environment?.os ? text(environment.platform) : undefined],
    ['Node', environment ? text(environment.node.replace(/^v/, '')) : undefined],
    ['Tested with', environment ? text(`mcp-smoke ${environment.mcpSmoke}`) : undefined],
  ]);
}

function artifactOf({ sha256, ...artifact }: NonNullable<SuiteReport['artifact']>): Markup {
  const path = artifact.name === undefined ? [] : [text(' '), code(artifact.path)];
  return join([text(artifactWords(artifact)), ...path, ...(sha256 ? [digest(sha256)] : [])]);
}

function digest(sha256: string): Markup {
  return el('span', { class: 'digest' }, text('SHA-256 '), el('code', {}, text(sha256)));
}
