/**
 * What is told once a run, at the step that meets it first: facts about the server as a whole; and, where all calls are of our own
 * making, what one call after the other meets alike.
 */
import type { Finding } from '../model.ts';
import { plural } from '../text/plural.ts';
import type { StepHead } from './step.ts';

const MOST_NAMED = 20;

interface Known {
  readonly head: StepHead;
  readonly finding: Finding;
  /** Tools that meet the same. */
  readonly others: string[];
}

export class ToldOnce {
  readonly #known = new Map<string, Known>();

  constructor(private readonly areCallsMade: boolean) {}

  /** What is new; `reason` names the step to look at where an error is left out. `wide`: rules about the server as a whole. */
  take(
    head: StepHead,
    findings: readonly Finding[],
    wide: ReadonlySet<string>,
  ): { findings: Finding[]; reason?: string } {
    const known = new Map(this.#known);
    const isOut = (finding: Finding) => this.#isTold(head, finding, wide);
    const left = findings.filter((finding) => !isOut(finding));
    const first = findings
      .filter(({ level }) => level === 'error')
      .map((finding) => known.get(this.#keyOf(head, finding, wide) ?? ''))
      .find((one) => one !== undefined);
    return { findings: left, ...(first ? { reason: `${first.finding.rule}, as told at ${first.head.name}` } : {}) };
  }

  /** Findings that stand for others, by the step that told them, with how many. */
  counted(): { stepId: string; told: Finding; counted: Finding }[] {
    const many = [...this.#known.values()].filter(({ others }) => others.length > 0);
    return many.map(({ head, finding, others }) => {
      const rest = others.length > MOST_NAMED ? ', …' : '';
      const names = `${others.slice(0, MOST_NAMED).join(', ')}${rest}`;
      const message = `${finding.message} The same for ${plural(others.length, 'more tool')}: ${names}.`;
      return { stepId: head.id, told: finding, counted: { ...finding, message } };
    });
  }

  #isTold(head: StepHead, finding: Finding, wide: ReadonlySet<string>): boolean {
    const key = this.#keyOf(head, finding, wide);
    if (key === undefined) return false;
    const known = this.#known.get(key);
    if (!known) this.#known.set(key, { head, finding, others: [] });
    else if (head.tool !== undefined && known.head !== head && !wide.has(finding.rule)) known.others.push(head.tool);
    return known !== undefined;
  }

  /** Undefined for what is told wherever it is met. */
  #keyOf(
    { tool }: StepHead,
    { rule, level, message, evidence = '' }: Finding,
    wide: ReadonlySet<string>,
  ): string | undefined {
    if (wide.has(rule)) return rule;
    if (!this.areCallsMade || tool === undefined) return undefined;
    const bare = (text: string) => text.replaceAll(tool, '…').replace(/\d+(?:\.\d+)?/g, '#');
    return JSON.stringify([rule, level, bare(message), bare(evidence)]);
  }
}
