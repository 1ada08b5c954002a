/** Logging in and out for people: what is said of it, and where it is kept. */

import { environmentSecrets } from '../engine/environment-secrets.ts';
import { type Secret, UsageError } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { Login } from '../session/oauth/login.ts';
import { LoginFile } from '../session/oauth/login-file.ts';
import { LoginFailed, signIn, type Wanted } from '../session/oauth/sign-in.ts';
import { quoteWord } from '../text/command-line.ts';
import { printable } from '../text/printable.ts';
import { openInBrowser } from './browser.ts';
import { durationMs } from './options.ts';
import { complain, sayLine } from './say.ts';
import { variableValue } from './variable-option.ts';

const BROKEN = 3;

interface LoginArguments {
  readonly url: string;
  readonly browser: boolean;
  readonly scope?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly port: number;
  readonly timeout: string;
}

/** Resolves with the exit code; throws UsageError. */
export async function login(argv: LoginArguments): Promise<number> {
  const { url } = argv;
  checkUrl(url);
  const redactor = createRedactor(environmentSecrets(process.env));
  const file = new LoginFile(url);
  const before = await file.read().catch(() => undefined);
  const wanted = wantedOf(argv, before, redactor.add);
  const note = (text: string) => complain(redactor.text(text));
  try {
    const kept = await signIn(wanted, { secret: redactor.add, page: (page) => showPage(page, argv, note), note });
    await file.write(kept);
    for (const line of success(kept, file.path)) sayLine(redactor.text(line));
    return 0;
  } catch (error) {
    if (!(error instanceof LoginFailed)) throw error;
    note(`mcp-smoke login ${quoteWord(url)}: ${error.message}`);
    return BROKEN;
  }
}

/** Resolves with the exit code; throws UsageError. */
export async function logout(url: string): Promise<number> {
  checkUrl(url);
  const hadOne = await new LoginFile(url).remove();
  const { text } = createRedactor(environmentSecrets(process.env));
  sayLine(text(hadOne ? `The login to ${url} is forgotten.` : `There was no login to ${url}.`));
  return 0;
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
  throw new UsageError(`${JSON.stringify(url)} is not an http(s) URL, such as https://mcp.example.com/mcp`);
}

/** A wider scope is asked for together with what there is; else the server says what it needs. */
function wantedOf(argv: LoginArguments, before: Login | undefined, hide: (secret: Secret) => void): Wanted {
  const { url, port, clientId, clientSecret: variable } = argv;
  const secret = variable === undefined ? undefined : variableValue('--client-secret', variable);
  if (secret && clientId === undefined) throw new UsageError('--client-secret goes with --client-id');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError('--port takes a port, up to 65535');
  if (secret) hide({ name: 'client secret', value: secret });
  const scope = argv.scope === undefined ? undefined : [before?.scope, argv.scope].filter(Boolean).join(' ');
  return {
    url,
    port,
    timeoutMs: durationMs('timeout', argv.timeout),
    ...(scope === undefined ? {} : { scope }),
    ...(clientId === undefined ? {} : { client: { id: clientId, ...(secret ? { secret } : {}) } }),
  };
}

/** It holds nothing secret, and must be whole. */
function showPage(page: string, { url, browser }: LoginArguments, note: (text: string) => void): void {
  process.stdout.write(`${printable(`To log in to ${url}, open this address:`)}\n${printable(page)}\n`);
  if (!browser) return;
  openInBrowser(page).catch((error: Error) => note(`the browser could not be opened: ${error.message}`));
}

function success({ serverUrl, scope, refreshToken, expiresAt }: Login, path: string): string[] {
  const until = expiresAt === undefined ? '' : ` until ${expiresAt}`;
  const renewal = refreshToken === undefined ? `${until}; it cannot be renewed` : ', and renewed when it ends';
  return [
    `Logged in to ${serverUrl}${scope === undefined ? '' : ` for ${scope}`}${renewal}.`,
    `Kept in ${path}`,
    `Next: mcp-smoke probe ${quoteWord(serverUrl)} --login, or in a smoke file: auth: { login: true }`,
  ];
}
