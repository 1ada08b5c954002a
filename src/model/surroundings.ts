/** What there is around a server that refused the handshake: looked for only then, and over HTTP without our credentials. */

export interface Surroundings {
  /** A place of the same origin where a server does speak MCP. */
  readonly elsewhere?: { readonly url: string; readonly transport: 'streamable HTTP' | 'HTTP+SSE' };
  /** Absent where nobody asked for credentials. */
  readonly authorization?: Authorization;
}

/** What the server's metadata says about getting in (MCP 2025-11-25, Authorization). */
export interface Authorization {
  /** The URL of the server, as the client is told it. */
  readonly serverUrl: string;
  /** `WWW-Authenticate`, as it came. */
  readonly challenge?: string;
  /** Protected resource metadata (RFC 9728); `named`: by the challenge, and not only found at its well-known place. */
  readonly resource?: Metadata & { readonly named: boolean; readonly resource?: string };
  /** Authorization server metadata (RFC 8414, OpenID Connect Discovery). */
  readonly server?: Metadata & {
    readonly issuer: string;
    readonly grants?: readonly string[];
    readonly registers: boolean;
  };
}

/** `status` 0: could not be fetched. */
export interface Metadata {
  readonly url: string;
  readonly status: number;
}
