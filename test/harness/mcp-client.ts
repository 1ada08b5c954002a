/** A client of `mcp-smoke serve` that does nothing by itself: every line that comes is kept, and must be a message. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './smoke.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** What our tools say as data; each has its own part of it. */
export interface Structured {
  readonly verdict: string;
  readonly suites: readonly { readonly name: string; readonly file: string; readonly steps: readonly Step[] }[];
  readonly totals: { readonly failed: number };
  readonly omitted: { readonly steps: number; readonly findings: number };
  readonly text: string;
  readonly written: string;
  readonly files: readonly { readonly file: string }[];
}

interface Step {
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly findings: readonly { readonly rule: string }[];
}

export interface CallAnswer {
  readonly text: string;
  readonly structured: Structured;
  readonly isError: boolean;
}

export class ServeClient {
  readonly messages: Message[] = [];
  /** All that came on stdout, as it came. */
  stdout = '';
  stderr = '';
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #id = 0;

  constructor(
    readonly cwd: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ) {
    const { PATH = '', HOME = '/' } = process.env;
    this.child = spawn(process.execPath, [`${ROOT}bin/mcp-smoke.js`, 'serve', ...args], {
      cwd,
      env: { PATH, HOME, ...env },
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.#take(line));
    this.ended = once(this.child, 'exit').then(([code, signal]) => ({ code, signal }));
  }

  async initialize(): Promise<void> {
    const clientInfo = { name: 'test', version: '1' };
    await this.request('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo,
    });
    this.send({ method: 'notifications/initialized' });
  }

  async call(name: string, args: object, progressToken?: string): Promise<CallAnswer> {
    const meta = progressToken === undefined ? {} : { _meta: { progressToken } };
    const { result, error } = await this.request('tools/call', { name, arguments: args, ...meta });
    if (!result) throw new Error(JSON.stringify(error));
    const [{ text }] = result['content'] as [{ text: string }];
    return { text, structured: (result['structuredContent'] ?? {}) as Structured, isError: result['isError'] === true };
  }

  request(method: string, params: object): Promise<Message> {
    const id = ++this.#id;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.send({ id, method, params });
    return answer;
  }

  /** The id of the request that was sent last. */
  get lastId(): number {
    return this.#id;
  }

  send(message: object): void {
    this.child.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  async close(): Promise<number | null> {
    this.child.stdin!.end();
    return (await this.ended).code;
  }

  #take(line: string): void {
    this.stdout += `${line}\n`;
    const message = JSON.parse(line) as Message;
    this.messages.push(message);
    if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
  }
}
