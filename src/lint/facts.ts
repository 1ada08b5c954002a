/** What is read from one file: its names, functions and calls. A grammar's own words do not leave its frontend. */
import type { Language } from './grammar/node.ts';

/** Offsets in the text of the file. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  readonly scope: Scope;
  /** The module's own statements are the body of the first. */
  readonly functions: readonly Fn[];
  /** By the name under which others import it (JavaScript; in Python every name of the module). */
  readonly exports: ReadonlyMap<string, Expr>;
  /** Modules whose names are all imported here, or exported anew. */
  readonly stars: readonly string[];
  /** Every module that is imported, as it is written. */
  readonly imports: readonly Import[];
  /** What is assigned to beside plain names: `sys.stdout`, `console.log`. */
  readonly assigned: ReadonlySet<string>;
  readonly comments: readonly Span[];
  readonly errors: readonly number[];
  readonly isCut: boolean;
}

export interface Import extends Span {
  readonly module: string;
  /** Only for types, or where nothing ever runs: nothing is loaded. */
  readonly isType: boolean;
  /** When a function runs, not when the file is loaded. */
  readonly isLazy: boolean;
  /** In a branch: also `if __name__ == "__main__":`, which is not taken where the file is imported. */
  readonly isConditional: boolean;
  /** In a branch or a `try`: the file has another way. */
  readonly isGuarded: boolean;
  readonly when: readonly Test[];
}

export interface Scope {
  readonly kind: 'module' | 'function' | 'class';
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding>;
  readonly file: () => SourceFile;
}

export type Binding =
  | { readonly kind: 'import'; readonly module: string; readonly name: string | undefined }
  | { readonly kind: 'value'; readonly expr: Expr; readonly isConstant?: boolean }
  /** A name with an annotation; it holds something of that type. */
  | { readonly kind: 'typed'; readonly type: Expr }
  /** Bound to what cannot be known: several times, in a loop, by a parameter. */
  | { readonly kind: 'opaque'; readonly isParameter?: boolean };

export type Expr =
  | { readonly kind: 'name'; readonly name: string; readonly scope: Scope }
  | { readonly kind: 'member'; readonly of: Expr; readonly name: string }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'await'; readonly of: Expr }
  /** What `with … as x` puts into x. */
  | { readonly kind: 'entered'; readonly of: Expr }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly cls: Cls }
  /** `self`, `this`. */
  | { readonly kind: 'self'; readonly cls: Cls }
  | { readonly kind: 'import'; readonly module: string; readonly name: string | undefined; readonly scope: Scope }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | {
      readonly kind: 'literal';
      readonly type: string;
      readonly items: readonly Expr[];
      readonly named?: ReadonlyMap<string, Expr>;
    }
  /** `not x`, `!x`. */
  | { readonly kind: 'not'; readonly of: Expr }
  /** `a and b`, `a || b`. */
  | { readonly kind: 'logic'; readonly isAnd: boolean; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'other' };

/** What has to be so for a place to be reached. */
export interface Test {
  readonly expr: Expr;
  readonly holds: boolean;
  /** It depends on the input whether one gets there; not so where the other way raises. */
  readonly isBranch: boolean;
}

export interface Cls {
  readonly name: string;
  readonly scope: Scope;
  readonly bases: readonly Expr[];
  /** `self.x = …`, fields and methods; one that is set several times is opaque. */
  readonly members: Map<string, Binding>;
}

export interface Fn {
  readonly name: string;
  readonly file: () => SourceFile;
  readonly cls: Cls | undefined;
  readonly isAsync: boolean;
  isGenerator: boolean;
  /** Where it first yields; in Python. */
  firstYield: number | undefined;
  readonly isModule: boolean;
  readonly scope: Scope;
  /** Its name, or where it begins. */
  readonly at: Span;
  readonly parameters: readonly string[];
  readonly signature: Signature;
  /** All but those that change nothing about how it is called. */
  readonly decorators: readonly Decorator[];
  readonly returnType: Expr | undefined;
  readonly calls: Call[];
  readonly returns: { readonly expr: Expr; readonly at: Span; readonly when: readonly Test[] }[];
  /** Every name and member that its own body speaks of. */
  readonly mentions: Set<string>;
  /** Loops that wait by doing nothing. */
  readonly busyLoops: (Span & { readonly when: readonly Test[]; readonly isEndless: boolean })[];
}

export interface Signature {
  /** Those that a call may fill by their place; '' for a pattern. */
  readonly positional: readonly string[];
  /** Where they are `True`, `False`, `None` or their like. */
  readonly defaults: ReadonlyMap<string, Expr>;
}

export interface Decorator {
  readonly expr: Expr;
  readonly at: Span;
}

/** What becomes of the value of a call. */
/** `enter`: by `with`. */
export type Use = 'statement' | 'await' | 'enter' | 'return' | 'member' | 'format' | 'argument' | 'value';

export interface Call extends Span {
  readonly callee: Expr;
  readonly args: readonly Expr[];
  /** Named arguments; in JavaScript, the properties of objects that stand as arguments. */
  readonly named: ReadonlyMap<string, Expr>;
  /** `*args`, `**options`, `...rest`: there may be more than can be seen. */
  readonly hasSpread: boolean;
  /** `**options`: named arguments that cannot be seen. */
  readonly hasOptions: boolean;
  readonly isNew: boolean;
  readonly use: Use;
  /** The call in whose arguments it stands. */
  readonly inside: Call | undefined;
  /** The blocks around it, from the outside: those of branches, loops, handlers. */
  readonly blocks: readonly number[];
  readonly when: readonly Test[];
  /** What the `try` around it catches; `*` for everything. */
  readonly caught: readonly string[];
  /** Paths of context managers around it. */
  readonly managers: readonly Expr[];
}
