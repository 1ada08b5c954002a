/** What an expression may stand for. */
import type { Cls, Expr, Fn, SourceFile } from '../facts.ts';

export type Value =
  /** Of the runtime or of a package: `asyncio.run`, `mcp.server.fastmcp.FastMCP().run`, `console.log`. */
  | { readonly kind: 'outside'; readonly path: string }
  | { readonly kind: 'function'; readonly fn: Fn }
  | { readonly kind: 'class'; readonly cls: Cls }
  | { readonly kind: 'instance'; readonly cls: Cls }
  | { readonly kind: 'module'; readonly file: SourceFile }
  /** An object that is written out: `{ search() {} }`. */
  | { readonly kind: 'object'; readonly named: ReadonlyMap<string, Expr> }
  | { readonly kind: 'opaque' };

export const OPAQUE: Value = { kind: 'opaque' };

/** Names that nobody imports; of others that are bound nowhere nothing is known. */
const BUILTINS = /^(?:print|input|exit|quit|open|set|frozenset|object|SystemExit|KeyboardInterrupt)$/;
const SELF_ENTERING = /^(?:httpx\.Client|requests\.[Ss]ession|subprocess\.Popen|asyncio\.Runner)\(\)$/;
const LONGEST_PATH = 300;

export function isBuiltin(name: string): boolean {
  return BUILTINS.test(name);
}

/** A folder of the project may have its name; then its files are found by their whole path. */
export function isSdk(module: string): boolean {
  return /^(?:mcp|fastmcp)(?:\.|$)/.test(module);
}

/** `with httpx.Client() as client`: client is the Client. */
export function entersAsItself(value: Value): boolean {
  return value.kind === 'outside' && SELF_ENTERING.test(value.path);
}

/** Of what is called, what comes out: an object of the class. */
export function instanceOf(value: Value): Value {
  if (value.kind === 'class') return { kind: 'instance', cls: value.cls };
  return value.kind === 'outside' ? outside(`${value.path}()`) : OPAQUE;
}

export function instanceMember(value: Value, name: string): Value {
  return value.kind === 'outside' ? outside(`${value.path}().${name}`) : OPAQUE;
}

function outside(path: string): Value {
  return path.length > LONGEST_PATH ? OPAQUE : { kind: 'outside', path };
}

export function isBind(callee: Expr): boolean {
  return callee.kind === 'member' && callee.name === 'bind';
}

/** `node:fs` is fs, and what a module exports by default is the module. */
export function outsidePath(module: string, name: string | undefined): string {
  const base = module.replace(/^node:/, '');
  return (name === undefined || name === 'default' ? base : `${base}.${name}`).slice(0, LONGEST_PATH);
}

/** The first that is found. */
export function found<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const one = find(item);
    if (one !== undefined) return one;
  }
  return undefined;
}
