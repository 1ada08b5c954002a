/** The server under test, and how it comes to be there. */

/** A server that we start and speak to over its stdin and stdout. All `${}` are expanded. */
export interface StdioServer {
  readonly transport: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  /** Only what the user named; the safe list is added by the wire. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** What is published, in the place of a `command`, which then is empty: installed by itself, and started as its users start it. */
  readonly package?: PackageSource;
}

export interface PackageSource {
  /** An absolute path, or `docker:IMAGE`. */
  readonly path: string;
  /** As the file or the command line names it. */
  readonly shown: string;
  /** Of several commands that it brings, this one. */
  readonly bin?: string;
}

/** A server that is reached over streamable HTTP. Where we `start` it, `${port}` in its texts is a free port that the run chooses. */
export interface HttpServer {
  readonly transport: 'http';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Speak the HTTP+SSE transport of 2024-11-05. */
  readonly legacySse?: boolean;
  /** Certificates (PEM) that are trusted beside the usual ones. */
  readonly ca?: string;
  /** Environment variables that name proxies; those of this process where absent. */
  readonly proxies?: Readonly<Record<string, string>>;
  readonly start?: AppStart;
  readonly auth?: ServerAuth;
}

/** How a token is got that the server asks for. */
export type ServerAuth = ClientCredentials | RefreshGrant | KeptLogin;

/** What `mcp-smoke login` has kept for this server. */
export interface KeptLogin {
  readonly kind: 'login';
}

/** A refresh token (RFC 6749, section 6), sent to the token endpoint of this issuer, or to `tokenUrl`, and nowhere else. */
export interface RefreshGrant {
  readonly kind: 'refresh-token';
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly issuer?: string;
  readonly tokenUrl?: string;
}

/** OAuth client credentials (RFC 6749, section 4.4), by secret or by private key (RFC 7523); sent to this issuer only. */
export interface ClientCredentials {
  readonly kind: 'client-credentials';
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** PEM (PKCS #8). */
  readonly privateKey?: string;
  readonly algorithm: string;
  readonly scope?: string;
}

/** The app that hosts the server: started before the first connection, ended with all it started. */
export interface AppStart {
  readonly command: string;
  readonly args: readonly string[];
  /** Only what the user named. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  readonly ready: Ready;
  /** The connect time limit of the plan where absent. */
  readonly readyTimeoutMs?: number;
}

/** How to see that the app is up: a GET that is answered below 400, a port (`host:port`) that listens, a line of its output. */
export type Ready =
  | { readonly kind: 'http'; readonly url: string }
  | { readonly kind: 'tcp'; readonly address: string }
  | { readonly kind: 'log'; readonly pattern: string };

export type ServerSpec = StdioServer | HttpServer;
