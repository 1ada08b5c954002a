/** What a hanging process that we started said when it was asked where it is. */

/** The runtimes that can be asked. */
export type Runtime = 'python' | 'node' | 'go' | 'java';

export interface StackDump {
  readonly runtime: Runtime;
  /** The runtime's own words: a faulthandler dump, goroutines, threads, call frames. Server text: to be redacted. */
  readonly text: string;
  /** The processes that the server has started and that still run. */
  readonly children: readonly ServerChild[];
  /** It has sent something to its own server, which has not been read. */
  readonly asksItself?: boolean;
  /** Lines of source that the text names only by number, by `path:number`. */
  readonly source?: ReadonlyMap<string, string>;
}

export interface ServerChild {
  readonly command: string;
  /** It reads from the same pipe as the server: our requests. Undefined where that cannot be seen. */
  readonly sharesStdin?: boolean;
}
