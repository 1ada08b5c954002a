/** Facts about the server as a whole are told once a run, at the step that meets them first. */
import { isServerWide } from '../checks/server-wide.ts';
import type { Finding } from '../model.ts';

export class ToldOnce {
  /** Rule → the name of the step that told it. */
  readonly #steps = new Map<string, string>();

  /** What is new; `reason` names the step to look at where an error is left out. */
  take(step: string, findings: readonly Finding[]): { findings: Finding[]; reason?: string } {
    const known = new Map(this.#steps);
    const isOut = ({ rule }: Finding) => {
      if (!isServerWide(rule)) return false;
      const isTold = this.#steps.has(rule);
      if (!isTold) this.#steps.set(rule, step);
      return isTold;
    };
    const left = findings.filter((finding) => !isOut(finding));
    const error = findings.find(({ rule, level }) => level === 'error' && known.has(rule));
    return { findings: left, ...(error ? { reason: `${error.rule}, as told at ${known.get(error.rule)}` } : {}) };
  }
}
