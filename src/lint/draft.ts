/** A file while it is read: what both frontends fill. */
import { withoutDead } from './dead.ts';
import type { Binding, Call, Cls, Decorator, Expr, Fn, Import, Scope, SourceFile, Span, Test } from './facts.ts';
import type { Language, Node, Parsed } from './grammar/node.ts';

export interface Draft {
  readonly text: string;
  readonly file: () => SourceFile;
  readonly scope: Scope;
  readonly functions: Fn[];
  readonly exports: Map<string, Expr>;
  readonly stars: string[];
  readonly imports: Import[];
  readonly assigned: Set<string>;
}

/** Where in the file something stands. */
export interface Where {
  readonly fn: Fn;
  readonly scope: Scope;
  readonly cls: Cls | undefined;
  readonly inside: Call | undefined;
  readonly blocks: readonly number[];
  readonly when: readonly Test[];
  readonly caught: readonly string[];
  readonly managers: readonly Expr[];
}

export const OTHER: Expr = { kind: 'other' };
export const OPAQUE: Binding = { kind: 'opaque' };
/** Its value may be known of a call, as long as nothing else is put into it. */
export const PARAMETER: Binding = { kind: 'opaque', isParameter: true };
/** Declared, and nothing put into it yet: `let server;`. */
export const EMPTY: Binding = { kind: 'opaque' };

/** Reads a file: `fill` walks the tree, and adds to the draft. */
export function drafted(
  path: string,
  text: string,
  language: Language,
  parsed: Parsed,
  fill: (draft: Draft, where: Where) => void,
): SourceFile {
  let file: SourceFile | undefined;
  const itself = () => file!;
  const scope: Scope = { kind: 'module', parent: undefined, names: new Map(), file: itself };
  const draft: Draft = {
    text,
    file: itself,
    scope,
    functions: [],
    exports: new Map(),
    stars: [],
    imports: [],
    assigned: new Set(),
  };
  const body = newFunction(draft, { name: '<module>', isModule: true, scope, at: { from: 0, to: 0 } });
  const { comments, errors, isCut } = parsed;
  const { functions, exports, stars, imports, assigned } = draft;
  file = { path, language, text, scope, functions, exports, stars, imports, assigned, comments, errors, isCut };
  fill(draft, bodyOf(body, undefined));
  withoutDead(functions, imports);
  return file;
}

type FunctionFacts = Partial<Omit<Fn, 'scope' | 'at'>> & { readonly scope: Scope; readonly at: Span };

export function newFunction(draft: Draft, facts: FunctionFacts): Fn {
  const fn: Fn = {
    name: '',
    file: draft.file,
    cls: undefined,
    isAsync: false,
    isGenerator: false,
    firstYield: undefined,
    isModule: false,
    parameters: [],
    signature: { positional: [], defaults: new Map() },
    decorators: [] as Decorator[],
    returnType: undefined,
    calls: [],
    returns: [],
    mentions: new Set(),
    busyLoops: [],
    ...facts,
    // A node would keep the whole tree.
    at: { from: facts.at.from, to: facts.at.to },
  };
  draft.functions.push(fn);
  return fn;
}

export function newScope(kind: Scope['kind'], parent: Scope): Scope {
  return { kind, parent, names: new Map(), file: parent.file };
}

export function noteImport(module: string, at: Span, draft: Draft, where: Where, how: Partial<Import> = {}): void {
  const { when } = where;
  const isConditional = where.blocks.length > 0;
  const isGuarded = where.caught.length > 0 || isConditional;
  const isLazy = !where.fn.isModule;
  draft.imports.push({
    module,
    isType: false,
    isLazy,
    isConditional,
    isGuarded,
    when,
    from: at.from,
    to: at.to,
    ...how,
  });
}

/** Inside a function: what is around it does not hold for its own body. */
export function bodyOf(fn: Fn, cls: Cls | undefined): Where {
  return { fn, scope: fn.scope, cls, inside: undefined, blocks: [], when: [], caught: [], managers: [] };
}

/** A second, different binding makes the name opaque. */
export function declare(names: Map<string, Binding>, name: string, binding: Binding): void {
  const known = names.get(name);
  // What has a type keeps it, whatever is put into it.
  if (known?.kind === 'typed') return;
  const isFirst = known === undefined || known === EMPTY || isSame(known, binding);
  names.set(name, isFirst ? binding : OPAQUE);
}

function isSame(a: Binding, b: Binding): boolean {
  return a.kind === 'import' && b.kind === 'import' && a.module === b.module && a.name === b.name;
}

/** In a block of its own: a branch, a loop, a handler. */
export function inBlock(where: Where, node: Node): Where {
  return { ...where, blocks: [...where.blocks, node.from] };
}
