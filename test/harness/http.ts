/** The HTTP fixture, started for one test; it ends when its stdin does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { fixture } from './suite.ts';

export interface HttpFixture {
  readonly url: string;
  /** With `--log`: every request so far, in the order of arrival. */
  readonly requests: readonly LoggedRequest[];
  /** Headers of requests that came to the other origin of `redirect-away`. */
  readonly away: readonly Readonly<Record<string, string>>[];
}

export interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `test/servers/http.mjs` with these arguments. */
export async function startHttp(t: TestContext, ...args: readonly string[]): Promise<HttpFixture> {
  const { command, args: all } = fixture('http.mjs', '--log', ...args);
  const child = spawn(command, all, { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  t.after(() => {
    child.stdin.end();
    return closed;
  });
  const requests: LoggedRequest[] = [];
  const away: Readonly<Record<string, string>>[] = [];
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line);
      if (said.port !== undefined) resolve(said.port);
      else if (said.away !== undefined) away.push(said.away);
      else requests.push(said);
    });
  });
  return { url: `http://127.0.0.1:${port}/mcp`, requests, away };
}
