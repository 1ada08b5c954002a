/**
 * Command lines in their plain forms, read by the tables of options alone: what nearly every run is started with. Whatever
 * is not plainly right (an unknown word, a missing value, a form that is rare) is left to yargs, which says what is wrong.
 */
import type { Options, PositionalOptions } from 'yargs';
import { type Command, nameOf } from './command.ts';

type Values = Record<string, unknown>;

interface Plain {
  readonly command: Command;
  readonly argv: Readonly<Values>;
}

/** What yargs would make of it; undefined where that is left to yargs. */
export function parsePlain(words: readonly string[], commands: readonly Command[]): Plain | undefined {
  const named = commands.find((command) => nameOf(command) === words[0]);
  const command = named ?? commands.find(({ isDefault }) => isDefault);
  if (!command) return undefined;
  const reader = new Reader(command, named ? words.slice(1) : words);
  const argv = reader.read();
  // `mcp-smoke --jobs 2 check`: a command all the same.
  const isMixedUp = !named && reader.loose.some((word) => commands.some((one) => nameOf(one) === word));
  return argv && !isMixedUp ? { command, argv } : undefined;
}

class Reader {
  readonly loose: string[] = [];
  readonly #values: Values = {};
  readonly #options: ReadonlyMap<string, readonly [string, Options]>;
  #at = 0;

  constructor(
    private readonly command: Command,
    private readonly words: readonly string[],
  ) {
    const entries = Object.entries(command.options);
    const aliases = entries.flatMap(([name, option]) =>
      typeof option.alias === 'string'
        ? [[`${option.alias.length > 1 ? '--' : '-'}${option.alias}`, [name, option] as const] as const]
        : [],
    );
    this.#options = new Map([...entries.map((entry) => [`--${entry[0]}`, entry] as const), ...aliases]);
  }

  read(): Values | undefined {
    for (; this.#at < this.words.length; this.#at++) {
      const word = this.words[this.#at]!;
      if (word === '--') break;
      if (!(word.startsWith('-') ? this.#option(word) : isPlainWord(word) && this.loose.push(word))) return undefined;
    }
    const rest = this.words.slice(this.#at + 1);
    // Elsewhere yargs adds it to the positionals.
    if (this.#at < this.words.length && (rest.length === 0 || !this.command.takesServer)) return undefined;
    if (rest.length > 0) this.#values['--'] = rest;
    return this.#positionals() ? this.#complete() : undefined;
  }

  #option(word: string): boolean {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const head = equals < 0 ? word : word.slice(0, equals);
    const inline = equals < 0 ? undefined : word.slice(equals + 1);
    const [name, option] = this.#options.get(head) ?? this.#negated(head) ?? this.#repeated(head) ?? [];
    if (name === undefined || !option) return false;
    if (option.type === 'boolean') return inline === undefined && this.#once(name, !head.startsWith('--no-'));
    if (option.type === 'count') return inline === undefined && this.#count(name, head);
    const value = inline ?? this.words[++this.#at];
    if (value === undefined || !isPlainWord(value)) return false;
    return option.array ? this.#append(name, value) : this.#once(name, typed(option, value));
  }

  #negated(head: string): readonly [string, Options] | undefined {
    const entry = head.startsWith('--no-') ? this.#options.get(`--${head.slice('--no-'.length)}`) : undefined;
    return entry?.[1].type === 'boolean' ? entry : undefined;
  }

  /** `-vv`. */
  #repeated(head: string): readonly [string, Options] | undefined {
    const entry = /^-(\w)\1+$/.test(head) ? this.#options.get(head.slice(0, 2)) : undefined;
    return entry?.[1].type === 'count' ? entry : undefined;
  }

  /** Said twice, it is an array to yargs. */
  #once(name: string, value: unknown): boolean {
    if (value === undefined || name in this.#values) return false;
    this.#values[name] = value;
    return true;
  }

  #count(name: string, head: string): true {
    this.#values[name] = Number(this.#values[name] ?? 0) + (head.startsWith('--') ? 1 : head.length - 1);
    return true;
  }

  #append(name: string, value: string): true {
    this.#values[name] = [...((this.#values[name] as string[] | undefined) ?? []), value];
    return true;
  }

  #positionals(): boolean {
    const left = [...this.loose];
    for (const written of this.command.usage.split(' ').slice(1)) {
      const name = written.replace(/^[<[]|(?:\.\.)?[\]>]$/g, '');
      const taken = left.splice(0, written.includes('..') ? left.length : 1);
      if (taken.length === 0 && written.startsWith('<')) return false;
      if (!this.#positional(name, this.command.positionals[name] ?? {}, taken, written.includes('..'))) return false;
    }
    return left.length === 0;
  }

  #positional(name: string, option: PositionalOptions, taken: string[], isMany: boolean): boolean {
    if (taken.length === 0) return true;
    this.#values[name] = isMany ? taken : typed(option, taken[0]!);
    return this.#values[name] !== undefined;
  }

  /** Defaults, and every name in camel case, too. */
  #complete(): Values {
    const all: Values = {};
    const options: Record<string, Options | PositionalOptions> = {
      ...this.command.options,
      ...this.command.positionals,
    };
    for (const [name, option] of Object.entries(options)) {
      const value = this.#values[name] ?? option.default ?? ((option as Options).type === 'count' ? 0 : undefined);
      for (const one of [name, camelCase(name)]) if (value !== undefined) all[one] = value;
    }
    return this.#values['--'] ? { ...all, '--': this.#values['--'] } : all;
  }
}

/** Neither empty, nor quoted once more, nor what may be an option or a negative number. */
function isPlainWord(word: string): boolean {
  return word !== '' && !/^[-'"]/.test(word);
}

function typed({ type, choices }: Pick<Options, 'type' | 'choices'>, value: string): unknown {
  if (type === 'number') return /^(?:0|[1-9]\d{0,8})$/.test(value) ? Number(value) : undefined;
  if (choices) return choices.includes(value as never) ? value : undefined;
  return type === 'string' ? value : undefined;
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
