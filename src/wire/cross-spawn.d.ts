/** The part of cross-spawn that we use: what it makes of a command for Windows. */
declare module 'cross-spawn/lib/parse.js' {
  import type { SpawnOptions } from 'node:child_process';

  export default function parse<Options extends SpawnOptions>(
    command: string,
    args: readonly string[],
    options: Options,
  ): { command: string; args: string[]; options: Options };
}
