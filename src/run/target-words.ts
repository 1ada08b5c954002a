/** How a target is named. */
import type { ServerSpec } from '../model.ts';

/** The command line or the URL, for people. */
export function targetOf(server: ServerSpec): string {
  return server.transport === 'http' ? server.url : [server.command, ...server.args].map(quote).join(' ');
}

function quote(part: string): string {
  return /^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part);
}
