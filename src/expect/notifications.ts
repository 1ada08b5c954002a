/** What the server should have sent by itself during a step. */
import type { NotificationExpectation } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import type { Mismatch, Redact } from './mismatch.ts';
import type { Heard, Notification } from './observation.ts';
import { type JudgeAll, judgePath } from './path.ts';

/** Of one method; a step that gets more is about something else. */
const MOST_JUDGED = 1000;
const MOST_SHOWN = 10;
const PARAMS_LENGTH = 200;

/** Cleaning takes its time: of many only what is shown is cleaned. */
const asIs: Redact = (text) => text;

/** Each row counts the notifications of its method whose params fit, and judges the number. */
export function judgeNotifications(
  rows: readonly NotificationExpectation[],
  heard: Heard,
  judgeWith: (redact: Redact) => JudgeAll,
  redact: Redact,
): Mismatch[] {
  return rows.flatMap((row) => judgeRow(row, heard, judgeWith, redact));
}

function judgeRow(
  row: NotificationExpectation,
  heard: Heard,
  judgeWith: (redact: Redact) => JudgeAll,
  redact: Redact,
): Mismatch[] {
  const { method, params, count } = row;
  const alike = heard.came.filter((one) => one.method === method);
  const judged = alike.slice(0, MOST_JUDGED).map((one) => judgeParams(params, one, judgeWith(asIs), asIs));
  const unchecked = judged.flat().find((mismatch) => mismatch.unchecked !== undefined)?.unchecked;
  const fitting = judged.filter((mismatches) => mismatches.length === 0).length;
  const wrong = judgeWith(redact)(count, { what: `number of ${method}`, value: fitting });
  const doubt = unchecked ?? (alike.length > MOST_JUDGED ? `more than ${MOST_JUDGED} came` : undefined);
  if (wrong.length > 0 && doubt !== undefined) return [{ ...wrong[0]!, unchecked: doubt }];
  const other = alike[judged.findIndex((mismatches) => mismatches.length > 0)];
  const misfits = other ? judgeParams(params, other, judgeWith(redact), redact) : [];
  return wrong.map((mismatch) => ({
    ...mismatch,
    diff: [...misfits.slice(0, 1).map(misfit), ...whatCame(row, heard, redact)].join('\n'),
  }));
}

function judgeParams(
  paths: NotificationExpectation['params'],
  { params }: Notification,
  judge: JudgeAll,
  redact: Redact,
): Mismatch[] {
  const root = { value: params, name: 'params', whyNone: () => 'the notification has no params' };
  return paths.flatMap((path) => judgePath(path, root, judge, redact));
}

function misfit({ what, expected, received }: Mismatch): string {
  return `one does not fit: ${what}: expected ${expected}, received: ${received}`;
}

function whatCame({ method }: NotificationExpectation, { came, notes }: Heard, redact: Redact): string[] {
  const shown = came.slice(0, MOST_SHOWN).map((one) => {
    const params = one.params === undefined ? '' : ` ${JSON.stringify(one.params)}`;
    return `  ${excerpt(redact(`${one.method}${params}`), PARAMS_LENGTH)}`;
  });
  const rest = came.length > MOST_SHOWN ? [`  … and ${came.length - MOST_SHOWN} more`] : [];
  const note = notes.get(method);
  return [
    ...(note === undefined ? [] : [note]),
    came.length === 0 ? 'no notification came' : 'what came:',
    ...shown,
    ...rest,
  ];
}
