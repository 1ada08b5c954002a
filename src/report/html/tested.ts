/** What was tested, where and when. */
import type { Report, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { artifactWords } from '../artifact-words.ts';
import { otherOffers, protocolWords } from '../protocol-words.ts';
import { type Markup, text } from './markup.ts';
import { code, facts } from './section.ts';

const TIME = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' } as const;
const TRANSPORTS = { stdio: 'stdio, started for this test', http: 'streamable HTTP' } as const;

/** `20 November 2026 at 04:22:33 UTC`. */
export function when(startedAt: string): string {
  const time = new Date(startedAt);
  return Number.isNaN(time.getTime()) ? startedAt : `${time.toLocaleString('en-GB', TIME)} UTC`;
}

export function serverFacts({ name, server, target, file, artifact }: SuiteReport): Markup {
  const [protocol, offers] = [protocolWords(server), otherOffers(server)];
  return facts([
    ['Server', text([server.name ?? 'did not name itself', server.version].filter(Boolean).join(' '))],
    ['Protocol', protocol === undefined ? undefined : text(`MCP ${protocol}`)],
    ['Why that', server.why === undefined ? undefined : text(server.why)],
    ['It offers', offers === undefined ? undefined : text(offers)],
    ['Transport', text(TRANSPORTS[server.transport])],
    [server.transport === 'http' ? 'Address' : 'Command', target ? code(target) : undefined],
    ['Package', artifact ? text(artifactWords(artifact)) : undefined],
    ['Script', file === '' ? text(name) : code(file)],
  ]);
}

export function runFacts({ environment, startedAt, durationMs }: Report): Markup {
  return facts([
    ['When', text(when(startedAt))],
    ['Took', text(duration(durationMs))],
    ['Commit', environment?.commit ? code(environment.commit.slice(0, 12)) : undefined],
    [
      'Environment',
      environment ? text(`${environment.platform}, Node ${environment.node.replace(/^v/, '')}`) : undefined,
    ],
    ['Tested with', environment ? text(`mcp-smoke ${environment.mcpSmoke}`) : undefined],
  ]);
}
