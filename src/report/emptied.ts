/** A report without what came from outside: what stands in its rendering are words of ours, and nothing else. */
import type { Report } from '../model.ts';

/** What these hold are words of ours. */
const OURS = new Set([
  ...['schema', 'verdict', 'startedAt', 'since', 'kind', 'status', 'level', 'rule', 'about', 'transport', 'outcome'],
  ...['requestedProtocol', 'protocol', 'before', 'after'],
]);
const PLACE = /^.+:([1-9]\d{0,8}):([1-9]\d{0,8})$/s;

/** Every text of it is a dash, and one that is a place a place in a file of that name. */
export function emptied(report: Report): Report {
  return empty(report, '') as Report;
}

function empty(value: unknown, key: string): unknown {
  if (typeof value === 'string') return OURS.has(key) ? value : blankFor(value);
  if (Array.isArray(value)) return value.map((item) => empty(item, key));
  if (typeof value !== 'object' || value === null) return value;
  // What is told of a rule beside a finding is in no report.
  const entries = Object.entries(value).filter(([name]) => name !== 'info');
  return Object.fromEntries(entries.map(([name, item]) => [name, empty(item, name)]));
}

function blankFor(text: string): string {
  if (text === '') return text;
  const place = PLACE.exec(text);
  return place ? `-:${place[1]}:${place[2]}` : '-';
}
