/** JSONPath (RFC 9535) under a time limit. */
import { JSONPathEnvironment, type JSONPathQuery, JSONPathRecursionLimitError, type JSONValue } from 'json-p3';
import { BudgetExceeded, withinBudget } from '../limits/budget.ts';
import { BUDGET_MS } from './pattern.ts';

/** What a path selects. `singular`: by its form it can select one value at most. */
export type Selection =
  | { readonly values: readonly unknown[]; readonly singular: boolean; readonly problem?: undefined }
  | { readonly problem: string };

/** Deeper than the wire lets a message be. */
const environment = new JSONPathEnvironment({ maxRecursionDepth: 600 });

export function select(path: string, value: unknown): Selection {
  try {
    return withinBudget(BUDGET_MS, () => {
      const query = environment.compile(path);
      return { values: query.query(value as JSONValue).values(), singular: query.singularQuery() };
    });
  } catch (error) {
    return { problem: reason(error) };
  }
}

/** What is wrong with `path`; `undefined` when it compiles. */
export function checkPath(path: string): string | undefined {
  if (!path.startsWith('$')) return 'a JSONPath starts with `$`, as in `$.id` or `$.items[0].name`';
  try {
    withinBudget(BUDGET_MS, (): JSONPathQuery => environment.compile(path));
    return undefined;
  } catch (error) {
    return reason(error);
  }
}

function reason(error: unknown): string {
  if (error instanceof BudgetExceeded) return `the JSONPath took longer than ${BUDGET_MS} ms`;
  if (error instanceof JSONPathRecursionLimitError || error instanceof RangeError)
    return 'the value is nested too deep';
  const message = (error as Error).message.replace(/ \('.*':\d+\)$/s, '');
  return message.startsWith("can't backup") ? 'unexpected end of the path' : message;
}
