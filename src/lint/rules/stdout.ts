/** What writes to a stdout that carries the protocol, and reads its stdin. */
import type { Call, Expr, SourceFile } from '../facts.ts';
import type { Values } from '../project/values.ts';
import { divertsStdio, versionNote } from '../tools/framework.ts';
import { dependsOnInput } from '../tools/reach.ts';
import type { Handler } from '../tools/server.ts';
import { shown } from './blocking.ts';
import type { CallRule, CallSubject } from './rule.ts';
import { byWayOf, whoOf } from './words.ts';

export const WRITES =
  /^(?:builtins\.print|pprint\.pp(?:rint)?|sys\.(?:__)?stdout(?:__)?\.(?:write|writelines|buffer\.write)|os\.write|fs\.writeSync|rich\.print|click\.echo|typer\.echo|console\.(?:log|info|debug|table|dir|dirxml|group|count|timeEnd|timeLog)|process\.stdout\.write)$/;

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

export function hintFor({ language }: SourceFile): string {
  return language === 'python'
    ? 'Write print(…, file=sys.stderr), or log: logging writes to stderr by default.'
    : 'Write console.error(…): stderr is for logs.';
}

export function mayReachStdout(call: Call, managers: Call['managers'], values: Values): boolean {
  const { named, args } = call;
  if (/^(?:os\.write|fs\.writeSync)$/.test(values.path(call.callee)) && !isOne(args[0])) return false;
  const file = streamOf(call, values);
  if (file ? values.path(file) !== 'sys.stdout' : call.hasOptions) return false;
  if (named.has('err')) return false;
  return !managers.some((manager) => /redirect_stdout|capture|silence|quiet/i.test(values.path(manager)));
}

/** The descriptor of stdout. */
function isOne(expr: Expr | undefined): boolean {
  return expr?.kind === 'number' && expr.value === 1;
}

/** Where it is told to write to; `None` is as good as nothing. */
function streamOf({ callee, args, named }: Call, values: Values): Expr | undefined {
  const path = values.path(callee);
  const isPretty = path.startsWith('pprint.');
  const place = isPretty || path.endsWith('.echo') ? args[1] : undefined;
  const stream = named.get(isPretty ? 'stream' : 'file') ?? place;
  return stream?.kind === 'literal' && stream.type === 'None' ? undefined : stream;
}

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
