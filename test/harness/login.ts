/** `mcp-smoke login` with a browser that a test has scripted. */
import { type Ran, type RunIn, smoke } from './smoke.ts';

export interface LoggedIn extends Ran {
  /** What the user was shown in the end; undefined where there was no page to open. */
  readonly shown: string | undefined;
}

export interface HowToLogIn extends Pick<RunIn, 'env'> {
  readonly args?: readonly string[];
  /** Given the address that is printed; resolves with what is shown. */
  readonly browse?: (page: string) => Promise<string>;
}

/** Tokens are kept below `state`. */
export async function logIn(url: string, state: string, how: HowToLogIn = {}): Promise<LoggedIn> {
  const { args = [], browse = follow, env = {} } = how;
  const browsing: Promise<string>[] = [];
  const ran = await smoke(['login', url, '--no-browser', ...args], {
    env: { XDG_STATE_HOME: state, ...env },
    during: (child) => onPages(child.stdout!, (page) => browsing.push(browse(page))),
  });
  return { ...ran, shown: (await Promise.all(browsing)).at(-1) };
}

/** As a browser of a user who says yes to all. */
export async function follow(page: string): Promise<string> {
  return (await fetch(page)).text();
}

/** A page is a line that is an address. */
function onPages(stdout: NodeJS.ReadableStream, open: (page: string) => void): void {
  let rest = '';
  stdout.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (/^https?:\/\/\S+$/.test(line)) open(line);
  });
}
