/** What writes to a stdout that carries the protocol, and reads its stdin. */
import type { Level } from '../../model.ts';
import type { Call, Expr, Fn, SourceFile } from '../facts.ts';
import type { Values } from '../project/values.ts';
import { divertsStdio, versionNote } from '../tools/framework.ts';
import { dependsOnInput } from '../tools/reach.ts';
import type { Handler, Server, Serving } from '../tools/server.ts';
import { shown } from './blocking.ts';
import type { CallRule, CallSubject, ServerRule } from './rule.ts';
import { byWayOf, whoOf } from './words.ts';

const WRITES =
  /^(?:builtins\.print|pprint\.pp(?:rint)?|sys\.stdout\.(?:write|writelines|buffer\.write)|rich\.print|click\.echo|typer\.echo|console\.(?:log|info|debug|table|dir|dirxml|group|count|timeEnd|timeLog)|process\.stdout\.write)$/;

export const noiseInCall: CallRule = (subject, add) => {
  const { call, path, reach, server, values } = subject;
  const { handler } = reach;
  if (
    !handler ||
    !WRITES.test(path) ||
    isMessage(call, path, reach.fn.file()) ||
    !mayReachStdout(call, [...reach.managers, ...call.managers], values)
  )
    return;
  const diverts = divertsStdio(handler.framework);
  if (server.onStdio === 'no' || server.guardsStdout || diverts === 'yes') return;
  const doubt = doubtOf(subject, handler);
  add({
    rule: 'stdout-noise-call',
    level: doubt === '' ? 'error' : 'warning',
    message: `${whoOf(reach)} writes to stdout with ${shown(path)}()${byWayOf(reach)}: on stdio that is where the protocol is${doubt}.`,
    hint: hintFor(reach.fn.file()),
    file: reach.fn.file(),
    at: call,
  });
};

/** What it depends on; '' where it is certain. */
function doubtOf({ call, reach, server }: CallSubject, { framework }: Handler): string {
  if (server.onStdio !== 'yes') return ', if it is served on stdio';
  if (divertsStdio(framework) !== 'no') return versionNote(framework);
  return dependsOnInput(call, reach) ? ', where it comes to that' : '';
}

/** Whoever writes JSON itself may well write a message. */
function isMessage({ from, to }: Call, path: string, { text }: SourceFile): boolean {
  return path.includes('write') && /\b(?:JSON\.stringify|json\.dumps|model_dump_json)\b/.test(text.slice(from, to));
}

function hintFor({ language }: SourceFile): string {
  return language === 'python'
    ? 'Write print(…, file=sys.stderr), or log: logging writes to stderr by default.'
    : 'Write console.error(…): stderr is for logs.';
}

function mayReachStdout(call: Call, managers: Call['managers'], values: Values): boolean {
  const { named } = call;
  const file = streamOf(call, values);
  if (file ? values.path(file) !== 'sys.stdout' : call.hasOptions) return false;
  if (named.has('err')) return false;
  return !managers.some((manager) => /redirect_stdout|capture|silence|quiet/i.test(values.path(manager)));
}

/** Where it is told to write to. */
function streamOf({ callee, args, named }: Call, values: Values): Expr | undefined {
  const path = values.path(callee);
  if (path.startsWith('pprint.')) return named.get('stream') ?? args[1];
  return named.get('file') ?? (path.endsWith('.echo') ? args[1] : undefined);
}

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

const READS = /^(?:builtins\.input|getpass\.getpass|sys\.stdin\.(?:read|readline|readlines|buffer\.read))$/;

export const readsStdin: CallRule = (subject, add) => {
  const { call, path, reach, server } = subject;
  const { handler } = reach;
  if (!handler || !READS.test(path) || server.onStdio === 'no') return;
  add({
    rule: 'reads-stdin',
    level: doubtOf(subject, handler) === '' ? 'error' : 'warning',
    message: `${whoOf(reach)} reads stdin with ${shown(path)}()${byWayOf(reach)}: on stdio that is where the host's requests come from, and no user is there.`,
    file: reach.fn.file(),
    at: call,
  });
};
