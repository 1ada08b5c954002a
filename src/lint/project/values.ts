/** What a name or an expression stands for, as far as that is certain: through aliases, imports, classes and modules. */
import { OTHER } from '../draft.ts';
import type { Binding, Cls, Expr, Fn, Scope, SourceFile } from '../facts.ts';
import { lookup } from '../scopes.ts';
import type { Project } from './project.ts';
import {
  entersAsItself,
  found,
  instanceMember,
  instanceOf,
  isBind,
  isBuiltin,
  isSdk,
  OPAQUE,
  outsidePath,
  type Value,
} from './value.ts';

const DEEPEST = 12;

export class Values {
  private readonly project: Project;
  private readonly known = new Map<Expr, Value>();
  private depth = 0;

  constructor(project: Project) {
    this.project = project;
  }

  of(expr: Expr): Value {
    const there = this.known.get(expr);
    if (there) return there;
    if (this.depth >= DEEPEST) return OPAQUE;
    // A name that stands for itself in the end stands for nothing.
    this.known.set(expr, OPAQUE);
    this.depth++;
    const value = this.evaluate(expr);
    this.depth--;
    this.known.set(expr, value);
    return value;
  }

  /** The path of what is outside of the project; '' for everything else. */
  path(expr: Expr): string {
    const value = this.of(expr);
    return value.kind === 'outside' ? value.path : '';
  }

  imported(file: SourceFile, module: string): SourceFile | undefined {
    return this.project.imported(file, module);
  }

  /** A member of the class or of those that it inherits from. */
  member(cls: Cls, name: string, up = 0): Value {
    const own = cls.members.get(name);
    if (own) return this.bound(own, cls.scope);
    if (up >= DEEPEST) return OPAQUE;
    for (const base of cls.bases) {
      const value = this.of(base);
      const inherited = value.kind === 'class' ? this.member(value.cls, name, up + 1) : instanceMember(value, name);
      if (inherited.kind !== 'opaque') return inherited;
    }
    return OPAQUE;
  }

  private evaluate(expr: Expr): Value {
    if (expr.kind === 'name') return this.named(expr.scope, expr.name);
    if (expr.kind === 'member') return this.memberOf(this.of(expr.of), expr.name);
    if (expr.kind === 'call') return this.called(expr);
    if (expr.kind === 'await') return this.of(expr.of);
    if (expr.kind === 'entered') return this.entered(this.of(expr.of));
    if (expr.kind === 'function') return { kind: 'function', fn: expr.fn };
    if (expr.kind === 'class') return { kind: 'class', cls: expr.cls };
    if (expr.kind === 'self') return { kind: 'instance', cls: expr.cls };
    if (expr.kind === 'literal' && expr.named) return { kind: 'object', named: expr.named };
    if (expr.kind === 'import') return this.importedName(expr.scope.file(), expr.module, expr.name);
    return OPAQUE;
  }

  private named(scope: Scope, name: string): Value {
    const own = lookup(scope, name);
    if (own) return this.bound(own.binding, own.scope);
    const file = scope.file();
    const starred = found(file.stars, (module) => {
      const other = this.imported(file, module);
      return other && other !== file && other.scope.names.has(name) ? this.exported(other, name) : undefined;
    });
    if (starred) return starred;
    if (file.language === 'javascript') return { kind: 'outside', path: name };
    return isBuiltin(name) ? { kind: 'outside', path: `builtins.${name}` } : OPAQUE;
  }

  private bound(binding: Binding, scope: Scope): Value {
    if (binding.kind === 'import') return this.importedName(scope.file(), binding.module, binding.name);
    if (binding.kind === 'value') return this.of(binding.expr);
    return binding.kind === 'typed' ? instanceOf(this.of(binding.type)) : OPAQUE;
  }

  /** Modules may go on importing a name from one another, in circles too. */
  private importedName(file: SourceFile, module: string, name: string | undefined): Value {
    if (this.depth >= DEEPEST) return OPAQUE;
    this.depth++;
    const value = this.importedFrom(file, module, name);
    this.depth--;
    return value;
  }

  private importedFrom(file: SourceFile, module: string, name: string | undefined): Value {
    const other = this.imported(file, module);
    // `from . import tools` in the package itself: it is the submodule that is meant.
    if (other && other !== file)
      return name === undefined ? { kind: 'module', file: other } : this.exported(other, name);
    if (file.language === 'python' && name !== undefined && !isSdk(module)) {
      const submodule = this.imported(file, module.endsWith('.') ? module + name : `${module}.${name}`);
      if (submodule) return { kind: 'module', file: submodule };
    }
    return module.startsWith('.') ? OPAQUE : { kind: 'outside', path: outsidePath(module, name) };
  }

  private exported(file: SourceFile, name: string): Value {
    if (file.language === 'python') {
      const own = file.scope.names.get(name);
      if (own) return this.bound(own, file.scope);
      const sub = file.path.endsWith('__init__.py') ? this.imported(file, `.${name}`) : undefined;
      return sub ? { kind: 'module', file: sub } : OPAQUE;
    }
    const own = file.exports.get(name);
    if (own) return this.of(own);
    const starred = found(file.stars, (module) => {
      const other = this.imported(file, module);
      return other?.exports.has(name) ? this.exported(other, name) : undefined;
    });
    return starred ?? OPAQUE;
  }

  private memberOf(value: Value, name: string): Value {
    if (value.kind === 'outside') return { kind: 'outside', path: outsidePath(value.path, name) };
    if (value.kind === 'module') return this.exported(value.file, name);
    if (value.kind === 'instance' || value.kind === 'class') return this.member(value.cls, name);
    if (value.kind === 'object') return this.of(value.named.get(name) ?? OTHER);
    return value.kind === 'function' && name === 'bind' ? value : OPAQUE;
  }

  private called({ call }: Expr & { kind: 'call' }): Value {
    const value = this.of(call.callee);
    if (value.kind === 'function') return isBind(call.callee) ? value : this.returned(value.fn);
    return instanceOf(value);
  }

  private entered(value: Value): Value {
    if (entersAsItself(value)) return value;
    if (value.kind !== 'instance') return OPAQUE;
    const enters = this.member(value.cls, '__enter__');
    const made = enters.kind === 'opaque' ? this.member(value.cls, '__aenter__') : enters;
    return made.kind === 'function' ? this.returned(made.fn) : OPAQUE;
  }

  /** What its annotation says, or the only value that it returns. */
  private returned(fn: Fn): Value {
    if (fn.decorators.length > 0) return OPAQUE;
    const typed = fn.returnType ? instanceOf(this.of(fn.returnType)) : OPAQUE;
    const [only, ...more] = fn.returns;
    return typed.kind === 'opaque' && only && more.length === 0 ? this.of(only.expr) : typed;
  }
}
