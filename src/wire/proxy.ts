/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case, as curl and most tools read them. */
import { isIP } from 'node:net';

/** The proxy for this URL; undefined for none. What runs on this machine is never asked for through one. */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): URL | undefined {
  const name = url.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const written = env[name] || env[name.toUpperCase()] || env['all_proxy'] || env['ALL_PROXY'];
  if (!written || isLoopback(url.hostname) || isExcepted(url, env['no_proxy'] || env['NO_PROXY'] || ''))
    return undefined;
  const proxy = /^[a-z]+:\/\//i.test(written) ? written : `http://${written}`;
  return URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol) ? new URL(proxy) : undefined;
}

/** As sockets want it: an IPv6 address without its brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** The header that a proxy with a user name wants. */
export function authorizationFor({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** A name or address of this machine, as a URL's `hostname` has it (RFC 6761, section 6.3). */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

/** A list of names: each stands for itself and all below it, with a port for that port alone; `*` for all. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const ours = port || (protocol === 'https:' ? '443' : '80');
  return list.split(/[\s,]+/).some((entry) => {
    const [, name = '', only] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (entry === '*') return true;
    if (name === '' || (only !== undefined && only !== ours)) return false;
    return hostname === name || hostname.endsWith(`.${name}`);
  });
}
