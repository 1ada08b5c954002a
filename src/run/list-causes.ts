/** A list that fails, or that the server dies of, has a cause as a call has. */
import { listExchanges } from '../checks/exchange-rule.ts';
import type { ListSubject } from '../checks/subjects.ts';
import type { Exchange, RawFinding } from '../model.ts';
import { causesOf, explained } from './blame.ts';
import type { Cleaning } from './judging.ts';

/** The causes before the findings that they explain; where none is known, the exception with its place. */
export function explainedList(context: Cleaning, subject: ListSubject, findings: readonly RawFinding[]): RawFinding[] {
  const all = listExchanges(subject).map(({ exchange }) => exchange);
  const died = all.findIndex(({ outcome }) => outcome.kind === 'closed');
  const failed = all[died] ?? subject.pages.at(-1)!.exchange;
  if (failed.outcome.kind === 'result') return [...findings];
  return explained(context, causesOf(context, failed), findings, lastWords(failed, all[died - 1]));
}

/** The pipes have no order: the words may have been read before the answer that came first. */
function lastWords({ stderr }: Exchange, before: Exchange | undefined): string {
  return stderr.trim() === '' ? (before?.stderr ?? '') : stderr;
}
