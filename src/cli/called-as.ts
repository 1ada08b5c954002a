/** How the program was called, so that what it tells people to type works where they are. */
import { isAbsolute, relative } from 'node:path';
import { commandLine } from '../text/command-line.ts';

/** What stands in npm's place, by the first word of `npm_config_user_agent`. */
const RUNNERS: Readonly<Record<string, string>> = {
  pnpm: 'pnpm exec mcp-smoke',
  yarn: 'yarn mcp-smoke',
  bun: 'bunx mcp-smoke',
};

const PACKAGE = /(?:^|\/)node_modules\//;
/** Of the working folder or one above it. */
const OF_PROJECT = /^(?:\.\.\/)*node_modules\//;

/**
 * `mcp-smoke` where that is found on the PATH; `npx mcp-smoke`, or what the package manager has for it, where it is a
 * package of the project or was fetched to be run; `node bin/mcp-smoke.js` where its file was named.
 */
export function calledAs(
  script = process.argv[1] ?? '',
  env: Readonly<Record<string, string | undefined>> = process.env,
  cwd = process.cwd(),
): string {
  const path = relative(cwd, script).replaceAll('\\', '/');
  const runner = RUNNERS[env['npm_config_user_agent']?.split('/')[0] ?? ''] ?? 'npx mcp-smoke';
  const isRun = env['npm_config_user_agent'] !== undefined && (PACKAGE.test(path) || env['npm_command'] === 'exec');
  if (isRun || OF_PROJECT.test(path)) return runner;
  if (PACKAGE.test(path) || !/\.[cm]?js$/.test(script)) return 'mcp-smoke';
  return commandLine(['node', path.startsWith('../') || isAbsolute(path) ? script : path]);
}
