/** Servers → what the rules say of them, each place once a rule. */
import type { Values } from './project/values.ts';
import type { SourceNote } from './rules/rule.ts';
import { asyncRules, callRules, functionRules, serverRules } from './rules/table.ts';
import { callsOf, type Reach, reachable, startAt } from './tools/reach.ts';
import type { Server } from './tools/server.ts';
import type { PinOf } from './tools/servers.ts';

const RANK = { error: 0, warning: 1, info: 2 };

export function judge(server: Server, values: Values, pinOf: PinOf): SourceNote[] {
  const notes = new Map<string, SourceNote>();
  const add = (note: SourceNote) => {
    const key = `${note.rule}\n${note.file.path}\n${note.at.from}`;
    const known = notes.get(key);
    if (!known || RANK[note.level] < RANK[known.level]) notes.set(key, note);
  };
  for (const rule of serverRules) rule({ server, values, pinOf }, add);
  const handled = reachable(
    server.handlers.map((handler) => startAt(handler.fn, handler, handler.onLoop)),
    values,
  );
  for (const reach of handled) {
    for (const rule of functionRules) rule({ reach, server, values }, add);
    for (const call of callsOf(reach))
      for (const rule of callRules) rule({ call, path: values.path(call.callee), reach, server, values }, add);
  }
  for (const reach of otherAsync(server, handled, values)) {
    for (const call of callsOf(reach))
      for (const rule of asyncRules) rule({ call, path: values.path(call.callee), reach, server, values }, add);
  }
  return [...notes.values()].map(doubtful);
}

/** An asynchronous function runs on a loop, whoever calls it. */
function otherAsync({ files }: Server, handled: readonly Reach[], values: Values): Reach[] {
  const known = new Set(handled.map(({ fn }) => fn));
  const python = files.filter(({ language }) => language === 'python').flatMap(({ functions }) => functions);
  const others = python.filter((fn) => fn.isAsync && !known.has(fn));
  return reachable(
    others.map((fn) => startAt(fn, undefined, 'yes')),
    values,
  );
}

/** Where a file could not be read whole, nothing in it is certain. */
function doubtful(note: SourceNote): SourceNote {
  const isWhole = note.file.errors.length === 0 && !note.file.isCut;
  return isWhole || note.level !== 'error' ? note : { ...note, level: 'warning' };
}
