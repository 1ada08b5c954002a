/** A fixture server over HTTP for the length of one test: it prints `{"port": N}`, logs, and ends with its stdin. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './smoke.ts';

export interface HttpFixture {
  readonly port: number;
  /** The URL of its MCP endpoint. */
  readonly url: string;
  /** Its first line. */
  readonly hello: Readonly<Record<string, unknown>>;
  /** What it printed after that, as data. */
  readonly log: readonly Record<string, unknown>[];
}

/** Resolves when `body` has, and the server is gone. */
export async function withHttp<T>(
  name: string,
  args: readonly string[],
  body: (server: HttpFixture) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [join(ROOT, 'test/servers', name), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const log: Record<string, unknown>[] = [];
    const lines = createInterface(child.stdout);
    const hello = await new Promise<Record<string, unknown>>((resolve, reject) => {
      lines.once('line', (line) => {
        lines.on('line', (more) => log.push(JSON.parse(more)));
        resolve(JSON.parse(line));
      });
      gone.then(() => reject(new Error(`${name} ended before it had a port`)));
    });
    const port = Number(hello['port']);
    return await body({ port, hello, url: `http://127.0.0.1:${port}/mcp`, log });
  } finally {
    child.stdin.end();
    await gone;
  }
}
