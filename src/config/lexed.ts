/** Tokens of a file, counted before the parser sees them: no file may crash or stall us. */
import { CST, Lexer } from 'yaml';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';

const MAX_ALIASES = 100;
/** Blanks, line breaks and comments count here. */
const MAX_TOKENS = 300_000;

/** Says nothing about values or nesting. */
const SILENT = new Set(['space', 'comment', 'comma', 'doc-mode', 'byte-order-mark', 'doc-start', 'newline']);
/** After these, on the same line, a nested block may begin. */
const BLOCK_MARKS = new Set(['seq-item-ind', 'explicit-key-ind', 'map-value-ind']);
/** Tokens of no width that the lexer adds; the scalar mark announces a scalar. */
const SCALAR_MARK = '\u001f';
const MARKS = new Set(['\u0002', '\u0018']);

/** A limit that is passed, and the offset where. */
export interface Excess {
  readonly message: string;
  readonly offset: number;
}

/** The tokens of `text` for the parser, or the first limit that is passed. Linear in its length. */
export function lexed(text: string): readonly string[] | Excess {
  const gauge = new Gauge();
  const tokens: string[] = [];
  for (const token of new Lexer().lex(text)) {
    const message = gauge.take(token);
    if (message) return { message, offset: gauge.offset };
    tokens.push(token);
  }
  return tokens;
}

export function isExcess(tokens: readonly string[] | Excess): tokens is Excess {
  return !Array.isArray(tokens);
}

/** Reads tokens and keeps count. Blocks nest by the column of their first token. */
class Gauge {
  offset = 0;
  private tokens = 0;
  private nodes = 0;
  private aliases = 0;
  private flow = 0;
  private column = 0;
  private readonly blocks: number[] = [];
  /** The next token may open a block. */
  private fresh = true;
  private previous = '';
  private scalarNext = false;

  take(token: string): string | undefined {
    if (token === SCALAR_MARK && !this.scalarNext) {
      this.scalarNext = true;
      return undefined;
    }
    const type = this.scalarNext ? 'scalar' : (CST.tokenType(token) ?? 'scalar');
    this.scalarNext = false;
    this.tokens++;
    if (!SILENT.has(type)) this.count(type);
    this.move(token);
    return this.excess();
  }

  private count(type: string): void {
    if (!type.endsWith('-end')) this.nodes++;
    if (type === 'alias') this.aliases++;
    if (this.fresh && this.previous !== 'block-scalar-header') this.enterBlock();
    this.nest(type);
    this.fresh = this.flow === 0 && BLOCK_MARKS.has(type);
    this.previous = type;
  }

  private enterBlock(): void {
    while ((this.blocks.at(-1) ?? -1) > this.column) this.blocks.pop();
    if ((this.blocks.at(-1) ?? -1) < this.column) this.blocks.push(this.column);
  }

  private nest(type: string): void {
    if (type === 'flow-map-start' || type === 'flow-seq-start') this.flow++;
    if (type === 'flow-map-end' || type === 'flow-seq-end') this.flow = Math.max(0, this.flow - 1);
    if (type === 'flow-error-end') this.flow = 0;
  }

  private move(token: string): void {
    if (MARKS.has(token)) return;
    this.offset += token.length;
    const lastBreak = token.lastIndexOf('\n');
    this.column = lastBreak < 0 ? this.column + token.length : token.length - lastBreak - 1;
    if (token.endsWith('\n')) this.fresh = this.flow === 0;
  }

  private excess(): string | undefined {
    if (this.flow + this.blocks.length > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels`;
    // A pair counts three: key, colon and value.
    if (this.nodes > 1.5 * MAX_NODES || this.tokens > MAX_TOKENS) return `more than ${MAX_NODES} values`;
    return this.aliases > MAX_ALIASES ? `more than ${MAX_ALIASES} aliases (\`*name\`)` : undefined;
  }
}
