/** What writes to stdout before the server serves, and what sends the log there. */
import type { Level } from '../../model.ts';
import type { Call, Fn, SourceFile } from '../facts.ts';
import type { Values } from '../project/values.ts';
import { divertsStdio, versionNote } from '../tools/framework.ts';
import type { Server, Serving } from '../tools/server.ts';
import { isConditional } from '../truth.ts';
import { shown } from './blocking.ts';
import type { ServerRule } from './rule.ts';
import { hintFor, mayReachStdout, WRITES } from './stdout.ts';

/** Before, and in Node after, the server begins to serve: what has no branch of its own is always written. */
export const noiseAtBoot: ServerRule = ({ server, values }, add) => {
  if (server.guardsStdout) return;
  const told = new Set<Call>();
  for (const serving of server.servings.filter(({ transport }) => transport === 'stdio')) {
    const files = loadedBefore(serving.fn.file(), server, values);
    const calls = [
      ...besideServing(serving),
      ...aboveServing(serving),
      ...files.flatMap(({ functions }) => unconditional(functions[0])),
      ...besideOpening(server, values),
    ];
    for (const [fn, call] of calls) {
      const path = values.path(call.callee);
      if (told.has(call) || !WRITES.test(path) || !mayReachStdout(call, call.managers, values)) continue;
      told.add(call);
      const level = bootLevel(call, fn.file(), server);
      if (level === undefined) continue;
      add({
        rule: 'stdout-noise-boot',
        level,
        message: bootMessage(path, call, fn.file(), server),
        hint: hintFor(fn.file()),
        file: fn.file(),
        at: call,
      });
    }
  }
};

/** Python keeps what is printed into a pipe until it is flushed; mcp 2 and fastmcp 4 then write it elsewhere. */
function bootLevel(call: Call, { language }: SourceFile, server: Server): Level | undefined {
  if (language === 'javascript') return 'error';
  if (isFlushed(call)) return 'error';
  return divertsStdio(server.framework) === 'yes' ? undefined : 'warning';
}

function isFlushed({ named }: Call): boolean {
  const flush = named.get('flush');
  return flush?.kind === 'literal' && flush.type === 'True';
}

function bootMessage(path: string, call: Call, { language }: SourceFile, { framework }: Server): string {
  const when = language === 'python' ? ' before it serves' : '';
  const isLate = language === 'python' && !isFlushed(call);
  const note = isLate
    ? `${versionNote(framework)}; it comes out when the buffer is flushed, at once with PYTHONUNBUFFERED`
    : '';
  return `The server writes to stdout with ${shown(path)}()${when}: on stdio the host reads it as a message${note}.`;
}

function besideServing({ call, fn }: Serving): [Fn, Call][] {
  const isNode = fn.file().language === 'javascript';
  return fn.calls
    .filter((one) => isNode || one.from < call.from)
    .filter(({ blocks }) => blocks.every((block, index) => call.blocks[index] === block))
    .map((one) => [fn, one]);
}

/** What the module does before the function that serves is there; in Node, whatever it does. */
function aboveServing({ fn }: Serving): [Fn, Call][] {
  const { language, functions } = fn.file();
  if (fn.isModule) return [];
  return unconditional(functions[0]).filter(([, { from }]) => language === 'javascript' || from < fn.at.from);
}

function unconditional(body: Fn | undefined): [Fn, Call][] {
  return body
    ? body.calls.filter(({ blocks, caught }) => blocks.length === 0 && caught.length === 0).map((call) => [body, call])
    : [];
}

/** The file, and all that it imports at its top. */
function loadedBefore(file: SourceFile, server: Server, values: Values): SourceFile[] {
  const files = new Set(server.files);
  const known = new Set<SourceFile>([file]);
  for (const one of known) {
    for (const { module, isLazy, isType, isConditional } of one.imports) {
      // The branch that serves is taken; of those in other files nothing is known.
      const isLeftOut = isLazy || isType || (isConditional && one !== file);
      const other = isLeftOut ? undefined : values.imported(one, module);
      if (other && files.has(other)) known.add(other);
    }
  }
  // Its own statements after it serves are not before it.
  return [...known].filter((one) => one !== file);
}

const SERVER_CLASS = /^(?:mcp|fastmcp)\b.*\b(?:FastMCP|MCPServer|Server)$/;

/** What `lifespan=` of the server does before its `yield`; mcp 2 and fastmcp 4 have put stdout aside by then. */
function besideOpening({ files, framework, onStdio }: Server, values: Values): [Fn, Call][] {
  if (onStdio !== 'yes' || divertsStdio(framework) !== 'no') return [];
  const given = files.flatMap(({ functions }) =>
    functions.flatMap(({ calls }) =>
      calls.flatMap(({ callee, named }) => {
        const lifespan = named.get('lifespan');
        return lifespan && SERVER_CLASS.test(values.path(callee)) ? [values.of(lifespan)] : [];
      }),
    ),
  );
  return given.flatMap((value) => (value.kind === 'function' ? beforeYield(value.fn) : []));
}

function beforeYield(fn: Fn): [Fn, Call][] {
  return fn.calls
    .filter(({ from, blocks, when }) => from < (fn.firstYield ?? 0) && blocks.length === 0 && !isConditional(when))
    .map((call) => [fn, call]);
}

/** A log handler on stdout. */
export const logsToStdout: ServerRule = ({ server, values }, add) => {
  if (server.onStdio !== 'yes' || server.guardsStdout || divertsStdio(server.framework) === 'yes') return;
  for (const file of server.files) {
    for (const call of file.functions.flatMap(({ calls }) => calls)) {
      const path = values.path(call.callee);
      const stream =
        path === 'logging.basicConfig' ? call.named.get('stream') : (call.args[0] ?? call.named.get('stream'));
      if (!/^logging\.(?:basicConfig|StreamHandler)$/.test(path) || !stream || values.path(stream) !== 'sys.stdout')
        continue;
      add({
        rule: 'stdout-noise-boot',
        level: 'warning',
        message: `Logging is sent to stdout: on stdio each line that is logged stands between the messages${versionNote(server.framework)}.`,
        hint: 'Leave the stream away, or name sys.stderr.',
        file,
        at: call,
      });
    }
  }
};
