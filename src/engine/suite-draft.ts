/** The part of a lock file that is one suite's: what was kept, and what is to be kept after the run. */
import type { Contract } from '../contract/contract.ts';
import type { LockedSuite } from '../contract/lock-file.ts';
import type { KeptAnswer } from '../contract/snapshot.ts';
import type { SuiteLock } from '../contract/suite-lock.ts';
import type { Plan, SuiteReport } from '../model.ts';

interface Known {
  readonly path: string;
  readonly shown: string;
  readonly keptBy: string;
  readonly name: string;
  readonly known: LockedSuite | undefined;
  readonly contract: 'keep' | 'compare' | 'none';
  readonly writes: SuiteLock['answers']['writes'];
}

/** What becomes of the suite in the file. */
export interface Written {
  readonly suite: LockedSuite;
  readonly hasContract: boolean;
  readonly newAnswers: number;
  readonly changedAnswers: number;
  readonly droppedAnswers: number;
}

export class SuiteDraft implements SuiteLock {
  readonly path: string;
  readonly file: string;
  readonly keptBy: string;
  readonly name: string;
  readonly contract?: NonNullable<SuiteLock['contract']>;
  readonly answers: SuiteLock['answers'];
  readonly #known: LockedSuite;
  readonly #answers = new Map<string, { readonly stepId: string; readonly answer: KeptAnswer }>();
  #contract: Contract | undefined;

  constructor(
    readonly plan: Plan,
    { path, shown, keptBy, name, known, contract, writes }: Known,
  ) {
    this.path = path;
    this.file = shown;
    this.keptBy = keptBy;
    this.name = name;
    this.#known = known ?? { answers: new Map() };
    this.answers = { kept: this.#known.answers, writes };
    const last = this.#known.contract;
    if (contract !== 'none') this.contract = { mode: contract, ...(last ? { last } : {}) };
  }

  keepContract(contract: Contract): void {
    this.#contract = contract;
  }

  keepAnswer(stepId: string, name: string, answer: KeptAnswer): void {
    this.#answers.set(name, { stepId, answer });
  }

  /** Undefined where nothing changes. Kept is the contract of a run that was not broken, and the answers of steps that passed. */
  written(report: SuiteReport | undefined): Written | undefined {
    const { steps = [] } = report ?? {};
    const passed = new Set(steps.filter(({ status }) => status === 'passed' || status === 'flaky').map(({ id }) => id));
    const isBroken = !report || steps.some(({ status }) => status === 'broken');
    const contract = isBroken ? undefined : this.#contract;
    const come = [...this.#answers].filter(([, { stepId }]) => passed.has(stepId));
    const isKnown = (name: string) => this.#known.answers.has(name);
    const gone =
      this.answers.writes === 'all' ? [...this.#known.answers.keys()].filter((name) => !this.#asks(name)) : [];
    if (!contract && come.length === 0 && gone.length === 0) return undefined;
    const answers = new Map([...this.#known.answers, ...come.map(([name, { answer }]) => [name, answer] as const)]);
    for (const name of gone) answers.delete(name);
    const kept = contract ?? this.#known.contract;
    return {
      suite: { answers, ...(kept ? { contract: kept } : {}) },
      hasContract: contract !== undefined,
      newAnswers: come.filter(([name]) => !isKnown(name)).length,
      changedAnswers: come.filter(([name]) => isKnown(name)).length,
      droppedAnswers: gone.length,
    };
  }

  /** Some step of the file keeps its answer under this name. */
  #asks(name: string): boolean {
    return [...this.plan.steps, ...this.plan.teardown].some((step) => step.name === name && step.expect.snapshot);
  }
}
