import type { HttpServer, StdioServer } from '../model.ts';

/** How the user named the server. */
export type Origin =
  /** `env`: names of variables that it is given. */
  | { readonly kind: 'command'; readonly spec: StdioServer; readonly env: readonly string[] }
  /** `headers`: their names to the variables that hold their values. */
  | { readonly kind: 'url'; readonly spec: HttpServer; readonly headers: Readonly<Record<string, string>> }
  /** An entry of a host's config. */
  | { readonly kind: 'from'; readonly from: string; readonly name: string }
  /** What is published: a path, or `docker:IMAGE`. */
  | {
      readonly kind: 'package';
      readonly package: string;
      readonly bin?: string;
      readonly args: readonly string[];
      readonly env: readonly string[];
    };
