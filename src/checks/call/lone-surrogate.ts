import { pointerTo } from '../../json/pointer.ts';
import { defineCheck } from '../check.ts';
import { between, quoted } from '../evidence.ts';
import { atList, type ExchangeRule, infoOf } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

/** What is looked at of an answer: breadth first, so that texts and descriptions come before deep data. */
const MAX_VALUES = 50_000;

/** With the u flag a pair is one character, so that this is half of one. */
const HALF = /[\ud800-\udfff]/u;

/** JSON.parse and Python's json let them pass; the readers of Rust and pydantic refuse the message as a whole. */
export const loneSurrogate: ExchangeRule = {
  id: 'lone-surrogate',
  level: 'error',
  title: 'A string of an answer holds half of a character (a lone surrogate).',
  hint: 'Cut texts between characters, not between UTF-16 units (an emoji has two), and replace what cannot be encoded: JavaScript: text.toWellFormed(); Python: text.encode("utf-8", "replace").decode().',
  spec: SPEC.json,
  judge: ({ outcome }, { what }, add) => {
    const answer =
      outcome.kind === 'result' ? outcome.result : outcome.kind === 'rpc-error' ? outcome.error : undefined;
    const found = halfIn(answer);
    if (!found) return;
    const { text, at, where } = found;
    add({
      message: `The answer to ${what} holds a lone surrogate: strict clients cannot read any of it.`,
      ...(where === '' ? {} : { where }),
      evidence: quoted(between(text, at - 60, at + 60)),
    });
  },
};

/** The second tools/list says the same as the first. */
export const loneSurrogateInList = defineCheck<ListSubject>({
  ...infoOf(loneSurrogate),
  inspect: ({ again: _, ...subject }, add) => atList(loneSurrogate).inspect(subject, add),
});

interface Half {
  readonly text: string;
  readonly at: number;
  readonly where: string;
}

/** What is yet to be looked at; the place is written only where something is found. */
interface Open {
  readonly value: unknown;
  readonly key: string;
  readonly parent: Open | undefined;
}

function halfIn(root: unknown): Half | undefined {
  const open: Open[] = [{ value: root, key: '', parent: undefined }];
  for (const parent of open) {
    const { value } = parent;
    const at = typeof value === 'string' ? halfAt(value) : -1;
    if (at !== -1) return { text: value as string, at, where: pointer(parent) };
    if (typeof value !== 'object' || value === null) continue;
    for (const key in value) {
      const inKey = halfAt(key);
      if (inKey !== -1) return { text: key, at: inKey, where: pointer(parent) };
      if (open.length >= MAX_VALUES) break;
      open.push({ value: (value as Record<string, unknown>)[key], key, parent });
    }
  }
  return undefined;
}

/** The place of the first; -1 where there is none, which is told much faster. */
function halfAt(text: string): number {
  return text.isWellFormed() ? -1 : text.search(HALF);
}

function pointer({ key, parent }: Open): string {
  return parent ? pointerTo(pointer(parent), key) : '';
}
