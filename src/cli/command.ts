/** What a command is: data, so that the plain forms of a command line are read without the library that explains them. */
import type { InferredOptionTypes, Options, PositionalOptions } from 'yargs';
import type { Outside } from './outside.ts';

type Table<T> = Readonly<Record<string, T>>;
type CamelCase<K extends string> = K extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : K;
type BothCases<T> = { [K in keyof T as K | (K extends string ? CamelCase<K> : never)]: T[K] };

/** What a command is given: its options and positionals, by their names as written and in camel case, and what stood after `--`. */
export type ArgumentsOf<O extends Table<Options>, P extends Table<PositionalOptions>> = BothCases<
  InferredOptionTypes<O> & InferredOptionTypes<P>
> & { readonly '--'?: readonly unknown[] };

export interface Example {
  /** What is typed after `mcp-smoke`: words with one blank between them, none of which needs quotes. */
  readonly line: string;
  /** What it does, in a few words. */
  readonly does: string;
}

export interface Command {
  /** As it is typed: `check [files..]`. */
  readonly usage: string;
  /** What runs where no command is named. */
  readonly isDefault?: boolean;
  /** What stands after `--` is the command of a server. */
  readonly takesServer?: boolean;
  readonly describe: string;
  /** Shown in its help; each is a line that works. */
  readonly examples: readonly [Example, ...Example[]];
  readonly positionals: Table<PositionalOptions>;
  readonly options: Table<Options>;
  /** Resolves with the exit code; throws UsageError. */
  readonly run: (argv: never, outside: Outside) => Promise<number>;
}

type Definition<O extends Table<Options>, P extends Table<PositionalOptions>> = Omit<
  Command,
  'run' | 'options' | 'positionals'
> & {
  readonly options?: O;
  readonly positionals?: P;
  readonly run: (argv: ArgumentsOf<O, P>, outside: Outside) => Promise<number>;
};

// biome-ignore lint/complexity/noBannedTypes: a command without options has none.
export function defineCommand<O extends Table<Options> = {}, P extends Table<PositionalOptions> = {}>(
  definition: Definition<O, P>,
): Command {
  return { options: {}, positionals: {}, ...definition };
}

/** The word that a command goes by. */
export function nameOf({ usage }: Command): string {
  return usage.split(' ', 1)[0]!;
}
