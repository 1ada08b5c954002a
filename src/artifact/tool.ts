/** npm, pip and their kin: started like a server, with nothing of our environment but what leads to a registry. */
import { App } from '../wire/app.ts';
import type { Bench, Note } from './artifact.ts';

/** Ways to a registry: proxies, certificates, mirrors, caches. */
const PASSED =
  /^(?:(?:https?|all|no)_proxy|npm_config_(?:registry|cache|userconfig|cafile|strict_ssl|proxy|https_proxy|noproxy|@.*:registry)|pip_\w+|uv_\w+|ssl_cert_(?:file|dir)|node_extra_ca_certs|requests_ca_bundle|docker_\w+)$/i;
const GRACES = { stdinEndMs: 0, sigtermMs: 2000 };
const LAST_LINES = 15;

export interface Ran {
  readonly ok: boolean;
  /** The end of what it said, on stdout and stderr. */
  readonly said: string;
  readonly isMissing: boolean;
}

export type Means = Pick<Bench, 'cwd' | 'stop' | 'parent'> & { readonly env?: Readonly<Record<string, string>> };

export async function runTool(
  command: string,
  args: readonly string[],
  { cwd, stop, parent, env = {} }: Means,
): Promise<Ran> {
  const passed = Object.entries(parent.env).filter(([name]) => PASSED.test(name)) as [string, string][];
  const app = new App({ command, args, env: { ...Object.fromEntries(passed), ...env }, cwd }, parent);
  const end = () => void app.end(GRACES);
  stop.addEventListener('abort', end, { once: true });
  if (stop.aborted) end();
  await app.ended;
  stop.removeEventListener('abort', end);
  const { closure } = app;
  await app.end(GRACES);
  return {
    ok: closure?.reason === 'exit' && closure.exitCode === 0,
    said: app.log.since(0).trim(),
    isMissing: closure?.errorCode === 'ENOENT',
  };
}

/** That it could not be installed, with the last that the tool said. */
export function notInstallable(tool: string, { said, isMissing }: Ran): Note {
  if (isMissing)
    return {
      rule: 'package-not-installable',
      message: `${tool} was not found.`,
      hint: `Install ${tool}, or put it on the PATH.`,
    };
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return {
    rule: 'package-not-installable',
    message: `${tool} could not install it.`,
    evidence: lines.slice(-LAST_LINES).join('\n'),
  };
}
