/** How a target is named. */
import type { ServerSpec } from '../model.ts';

/** The command line or the URL, for people; empty where nothing is to be started. */
export function targetOf(server: ServerSpec): string {
  if (server.transport === 'stdio' && server.package)
    return ['package', server.package.shown, ...server.args].map(quote).join(' ');
  if (server.transport === 'stdio' && server.command === '') return '';
  return server.transport === 'http' ? server.url : [server.command, ...server.args].map(quote).join(' ');
}

function quote(part: string): string {
  return /^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part);
}
