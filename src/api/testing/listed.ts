/** What a run will do, known before it begins: for runners that want all their tests named at once. */
import type { StepKind } from '../../model.ts';

export interface ListedSuite {
  /** Its place in the run. */
  readonly index: number;
  readonly name: string;
  readonly steps: readonly ListedStep[];
}

export interface ListedStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly label: string;
  /** Why it will not be tried, whatever becomes of the server. */
  readonly skip?: string;
}

/** What `list-ahead.ts` asks of `list-child.ts`. All of it is JSON. */
export interface Question {
  readonly target: readonly (string | { readonly shown: string; readonly text: string })[];
  readonly options: object;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type Answer =
  | { readonly suites: readonly ListedSuite[] }
  | { readonly mistake: string }
  | { readonly fault: string };
