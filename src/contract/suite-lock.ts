/** What a run knows of the lock file of one suite, and what it gives to be kept. */
import type { Contract } from './contract.ts';
import type { KeptAnswer } from './snapshot.ts';

export interface SuiteLock {
  /** The lock file, for people. */
  readonly file: string;
  /** The command that keeps the contract anew in that same file. */
  readonly keptBy: string;
  /** `compare` it with the contract of the last release; `keep` it as that of this one. */
  readonly contract?: { readonly mode: 'compare' | 'keep'; readonly last?: Contract };
  /** Of steps by their name; `all` are written anew, those that are `first` seen, or none. */
  readonly answers: { readonly kept: ReadonlyMap<string, KeptAnswer>; readonly writes: 'all' | 'first' | 'none' };
  /** Clean of secrets. It may be that nothing is written: what becomes of the run decides. */
  keepContract(contract: Contract): void;
  keepAnswer(stepId: string, name: string, answer: KeptAnswer): void;
}
