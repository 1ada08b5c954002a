/** Equal schemas are judged, and compiled, once: generated servers have the same schema in many tools. */
import { type Dialect, dialectOf } from './dialect.ts';
import { warmUp } from './engine.ts';
import { type Judged, judge } from './judge.ts';

const MOST = 100;
const LONGEST = 20_000;

/** By text: what is told of a schema follows the order of its keys. The oldest goes first. */
const known = new Map<string, Judged>();
/** The last one is asked for again, however long it is: first to be compiled, then for its values. */
let last: { readonly text: string; readonly judged: Judged } | undefined;

/** What `judge` says. Throws RangeError where the schema needs more stack than there is. */
export function judgeOnce(schema: unknown, dialect: Dialect = dialectOf(schema)): Judged {
  const text = JSON.stringify(schema);
  if (last?.text === text) return last.judged;
  const judged = known.get(text) ?? judge(schema, dialect);
  last = { text, judged };
  if (text.length <= LONGEST) keep(text, judged);
  return judged;
}

function keep(text: string, judged: Judged): void {
  if (known.size >= MOST && !known.has(text)) known.delete(known.keys().next().value!);
  known.set(text, judged);
}

export { warmUp };
