/** What an HTTP server is written with, as far as its headers, its body and its stderr tell: hints speak its language. */
import type { HttpExchange } from '../../model.ts';

export type Framework = 'node' | 'python' | 'go';

interface Signs {
  readonly headers?: RegExp;
  readonly body?: RegExp;
  readonly stderr?: RegExp;
}

const SIGNS: Readonly<Record<Framework, Signs>> = {
  node: {
    headers: /^x-powered-by: (?:Express|Next\.js)|^server: (?:Express|Fastify)/im,
    body: /\bat \S+ \(?(?:file:\/\/|\/)?\S*node_modules/,
    stderr: /^\s+at .+\.(?:[cm]?js|ts):\d+:\d+\)?$|\bnode:internal\//m,
  },
  python: {
    headers: /^server: (?:uvicorn|hypercorn|gunicorn|granian|Werkzeug|Python\/|daphne|waitress|TornadoServer)/im,
    body: /^Traceback \(most recent call last\)/m,
    stderr: /^Traceback \(most recent call last\)|\bUvicorn running on\b|^INFO: {5}/m,
  },
  go: {
    body: /^goroutine \d+ \[/m,
    stderr: /^goroutine \d+ \[|\bhttp: panic serving\b|\bhttp: Server\b/m,
  },
};

/** The first sign that counts: headers are nearer to the answer than what stands on stderr. */
export function frameworkOf({ headers, bodyExcerpt }: HttpExchange, stderr: string): Framework | undefined {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const texts = { headers: lines.join('\n'), body: bodyExcerpt, stderr };
  const names = Object.keys(SIGNS) as Framework[];
  const known = (['headers', 'body', 'stderr'] as const).flatMap((place) =>
    names.filter((name) => SIGNS[name][place]?.test(texts[place])),
  );
  return known[0] ?? (isGoError(headers, bodyExcerpt) ? 'go' : undefined);
}

/** What net/http's own http.Error writes; other servers send one of the two headers, not both with a bare line. */
function isGoError(headers: HttpExchange['headers'], body: string): boolean {
  const isPlain = headers['content-type'] === 'text/plain; charset=utf-8';
  return isPlain && headers['x-content-type-options'] === 'nosniff' && /^[^\n]{1,500}\n$/.test(body);
}

/** The words for this server, or those for any. */
export function inItsWords(
  framework: Framework | undefined,
  words: Readonly<Partial<Record<Framework, string>>>,
): { hint: string } | undefined {
  const hint = framework && words[framework];
  return hint === undefined ? undefined : { hint };
}
