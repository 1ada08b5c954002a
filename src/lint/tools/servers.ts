/** Files → servers: what imports one another is one program. */
import type { Fn, SourceFile } from '../facts.ts';
import { type Pin, pinOf } from '../pins/pins.ts';
import type { Project } from '../project/project.ts';
import type { Values } from '../project/values.ts';
import { type Framework, frameworkOf, TYPESCRIPT } from './framework.ts';
import { javascriptHandlers } from './javascript-handlers.ts';
import { pythonHandlers } from './python-handlers.ts';
import type { Handler, Server } from './server.ts';
import { onStdio, servingsIn } from './servings.ts';

const STDOUT =
  /^(?:sys\.(?:__)?stdout(?:__)?|builtins\.print|console(?:\.(?:log|info|debug))?|process\.stdout\.write|print)$/;

export type PinOf = (name: string, file: SourceFile) => Pin;

export function serversIn(files: readonly SourceFile[], project: Project, values: Values, pins: PinOf): Server[] {
  return components(files, project).flatMap((members) => {
    const found = serverOf(members, values, pins);
    return found.handlers.length > 0 || found.servings.length > 0 ? [found] : [];
  });
}

function serverOf(files: readonly SourceFile[], values: Values, pins: PinOf): Server {
  const own = frameworkOfImports(files, pins);
  const ofFiles = new Map(files.map((file) => [file, frameworkOfImports([file], pins)]));
  const frameworkAt = (path: string, file: SourceFile) =>
    frameworkOf(path, (name) => pins(name, file)) ?? ofFiles.get(file) ?? own;
  const handlers = own ? files.flatMap((file) => handlersIn(file, values, frameworkAt)) : [];
  const servings = own ? files.flatMap((file) => servingsIn(file, values)) : [];
  const functions = files.flatMap((file) => file.functions);
  return {
    files,
    handlers: unique(handlers),
    servings,
    onStdio: onStdio(servings),
    guardsStdout:
      files.some(({ assigned }) => [...assigned].some((name) => STDOUT.test(name))) || mention(functions, 'dup2'),
    framework: own ?? TYPESCRIPT,
    allowsNesting: functions.some(({ calls }) =>
      calls.some(({ callee }) => values.path(callee) === 'nest_asyncio.apply'),
    ),
  };
}

function handlersIn(
  file: SourceFile,
  values: Values,
  frameworkAt: (path: string, file: SourceFile) => Framework | undefined,
): Handler[] {
  return file.language === 'python' ? pythonHandlers(file, values, frameworkAt) : javascriptHandlers(file, values);
}

/** A function that is registered twice is one handler. */
function unique(handlers: readonly Handler[]): Handler[] {
  return [...new Map(handlers.map((handler) => [handler.fn, handler])).values()];
}

function mention(functions: readonly Fn[], name: string): boolean {
  return functions.some(({ mentions }) => mentions.has(name));
}

/** The first that is imported; a file of the SDK's client alone has none of its servers. */
function frameworkOfImports(files: readonly SourceFile[], pins: PinOf): Framework | undefined {
  const found = files.flatMap((file) =>
    file.imports.flatMap(({ module }) => {
      const framework = frameworkOf(module, (name) => pins(name, file));
      return framework ? [framework] : [];
    }),
  );
  // What one generation alone has says most; fastmcp brings mcp along for its types.
  return found.find(({ shows }) => shows) ?? found.find(({ name }) => name === 'fastmcp') ?? found[0];
}

/** Read once a project. */
export function pinsOf({ folders, textOf }: Project): PinOf {
  const known = new Map<string, Pin>();
  const places = new Map<SourceFile, { root: string; script: string }>();
  return (name, file) => {
    const place = places.get(file) ?? placeOf(file, folders.rootOf(file.path));
    places.set(file, place);
    const key = `${name}\n${place.script === '' ? place.root : file.path}`;
    const pin = known.get(key) ?? pinOf(name, place.root, place.script, folders, textOf);
    known.set(key, pin);
    return pin;
  };
}

/** Where the pins of a file stand: in itself, or in its project. */
function placeOf({ text }: SourceFile, root: string): { root: string; script: string } {
  return { root, script: text.includes('# /// script') ? text : '' };
}

/** Sets of files that are connected by imports. */
function components(files: readonly SourceFile[], project: Project): SourceFile[][] {
  const heads = new Map<SourceFile, SourceFile>(files.map((file) => [file, file]));
  const headOf = (file: SourceFile): SourceFile => {
    let head = file;
    while (heads.get(head) !== head) head = heads.get(head)!;
    heads.set(file, head);
    return head;
  };
  for (const file of files) {
    for (const { module, isType } of file.imports) {
      const other = isType ? undefined : project.imported(file, module);
      if (other && heads.has(other)) heads.set(headOf(other), headOf(file));
    }
  }
  const sets = new Map<SourceFile, SourceFile[]>();
  for (const file of files) {
    const head = headOf(file);
    const set = sets.get(head);
    if (set) set.push(file);
    else sets.set(head, [file]);
  }
  return [...sets.values()];
}
