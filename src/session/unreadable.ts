/**
 * Lines that are not JSON-RPC, while a request is open: is one of them certainly its answer, and what spoiled it?
 * Where the answer can be recovered, the verdict comes at once and not by waiting for the time limit.
 */
import { readEnvelope } from './envelope.ts';

export interface SpoiledAnswer {
  /** The framing class. */
  readonly rule: string;
  readonly excerpt: string;
  /** The id that the recovered answer carries; absent where the framing itself is proof enough. */
  readonly id?: unknown;
}

const EXCERPT = 500;
const LONGEST_RECOVERED = 4 * 1024 * 1024;

/** Reads unreadable lines one after the other; keeps what it needs to join a message spread over lines. */
export class UnreadableReader {
  #joined: string[] = [];
  #depth = 0;
  #characters = 0;

  /** What this line proves; undefined where it is just noise, or the message is not complete yet. */
  read(line: string): SpoiledAnswer | undefined {
    if (line.length > LONGEST_RECOVERED) return undefined;
    if (/^\s*content-length\s*:\s*\d+/i.test(line)) return { rule: 'lsp-framing', excerpt: line.slice(0, EXCERPT) };
    return recoverFrom(line) ?? this.#join(line);
  }

  /** A readable message came: whatever was being joined is noise. */
  reset(): void {
    this.#joined = [];
    this.#depth = 0;
    this.#characters = 0;
  }

  #join(line: string): SpoiledAnswer | undefined {
    if (this.#joined.length === 0 && !/^\s*[{[]/.test(line)) return undefined;
    this.#joined.push(line);
    this.#characters += line.length;
    this.#depth += bracketBalance(line);
    if (this.#characters > LONGEST_RECOVERED) this.reset();
    if (this.#depth > 0) return undefined;
    const text = this.#joined.join('\n');
    const isSpread = this.#joined.length > 1;
    this.reset();
    return isSpread ? answerIn(text, 'multiline-json') : undefined;
  }
}

/** The answer that a text without a line end holds, if it is whole. */
export function unterminatedAnswer(text: string): SpoiledAnswer | undefined {
  return text.length > LONGEST_RECOVERED ? undefined : answerIn(text, 'no-newline-flush');
}

/** The messages of a line on which several stand behind each other: all but the last lack their line end. */
export function gluedMessages(line: string): object[] {
  if (line.length > LONGEST_RECOVERED || !/\}\s*\{/.test(line)) return [];
  const messages = topLevelObjects(line).map(parse);
  const isWhole = messages.length > 1 && messages.every((one) => typeof one === 'object' && one !== null);
  return isWhole ? (messages as object[]) : [];
}

/** Cuts where the brackets outside of strings are balanced. */
function topLevelObjects(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of line.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth++;
    else if ((token === '}' || token === ']') && --depth === 0) {
      parts.push(line.slice(from, index + 1));
      from = index + 1;
    }
  }
  return line.slice(from).trim() === '' ? parts : [];
}

/** Ways in which a single line can hold an answer that no client can read. */
function recoverFrom(line: string): SpoiledAnswer | undefined {
  if (line.startsWith('\uFEFF')) return answerIn(line.slice(1), 'bom-or-codepage');
  if (/\bNaN\b|\bInfinity\b/.test(line)) {
    const answer = answerIn(withoutNan(line), 'nan-token-wire', line);
    if (answer) return answer;
  }
  if (isMisencoded(line)) return { rule: 'bom-or-codepage', excerpt: line.slice(0, EXCERPT), ...idIn(line) };
  const start = line.search(/\{\s*"(?:jsonrpc|id|result|error)"\s*:/);
  return start > 0 ? answerIn(line.slice(start), 'stdout-noise-call', line) : undefined;
}

/** A response in another encoding: of some code pages the second byte of a character breaks the JSON as well. */
function isMisencoded(line: string): boolean {
  return line.includes('\uFFFD') && /^\s*\{/.test(line) && /"(?:result|error)"\s*:/.test(line);
}

/** The id where it stands first or last, as serialisers write it: it can be read without parsing. */
function idIn(line: string): { id?: number } {
  const [, first, last] =
    /^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*(\d+)|"id"\s*:\s*(\d+)\s*\}\s*$/.exec(line) ?? [];
  const id = first ?? last;
  return id === undefined ? {} : { id: Number(id) };
}

/** Replaces the bare tokens outside of strings, which JSON does not have (RFC 8259, section 6). */
function withoutNan(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) => (token.startsWith('"') ? token : 'null'));
}

function answerIn(text: string, rule: string, excerpt = text): SpoiledAnswer | undefined {
  const message = parse(text);
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  const envelope = readEnvelope(message);
  if (envelope.kind !== 'response') return undefined;
  return { rule, excerpt: excerpt.slice(0, EXCERPT), id: envelope.id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opening minus closing brackets outside of strings; JSON strings cannot span lines. */
function bracketBalance(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '');
  return (bare.match(/[{[]/g)?.length ?? 0) - (bare.match(/[}\]]/g)?.length ?? 0);
}
