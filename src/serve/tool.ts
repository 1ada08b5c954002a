/** What a tool of ours is, and what it is given. */
import type { JsonObject, Listener } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { Folder } from './folder.ts';
import type { Place, Runs } from './runs.ts';

export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: JsonObject & { readonly type: 'object' };
  readonly outputSchema: JsonObject & { readonly type: 'object' };
  /** True to what it does: whoever trusts them, may call it unasked. */
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly openWorldHint: boolean;
  };
  /** `given` fits inputSchema. Throws UsageError for the caller's mistake. */
  readonly call: (given: never, calling: Calling) => Promise<Answer>;
}

export interface Calling {
  readonly desk: Desk;
  /** Aborted: nobody waits for an answer any more. */
  readonly signal: StopSignal;
  /** Progress, where it was asked for. */
  readonly tell: Listener;
}

/** What all calls share. */
export interface Desk {
  readonly folder: Folder;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--allow-write`. */
  readonly mayWrite: boolean;
  readonly runs: Runs;
}

export interface Answer {
  readonly text: string;
  readonly structured: object;
}

/** Where a run of this call takes place. */
export function placeOf({ desk: { folder, env }, signal, tell }: Calling): Place {
  return { cwd: folder.root, env, signal, tell };
}

/** Keeps what `call` is given and what inputSchema says in one place. */
export function defineTool<Given>(
  tool: Omit<ServedTool, 'call'> & { readonly call: (given: Given, calling: Calling) => Promise<Answer> },
): ServedTool {
  return tool;
}
