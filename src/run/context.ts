/** What the steps of one suite share. */
import type { SuiteLock } from '../contract/suite-lock.ts';
import type { Json, Plan } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { Asked } from './asked.ts';
import { Catalogue } from './catalogue.ts';
import { checksFor } from './checks.ts';
import type { Connection } from './connection.ts';
import { Ends } from './ends.ts';
import { FrameCursor } from './frame-cursor.ts';
import { HangLog } from './hang-log.ts';
import { inspectCleanly } from './inspect.ts';
import type { Cleaning, Judging } from './judging.ts';
import type { RunOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import type { Target } from './target.ts';

/** `stop` is another one during teardown, which has a context of its own. */
export interface SuiteContext extends Judging, Cleaning {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly target: Target;
  readonly connection: Connection;
  /** By variable name. */
  readonly captures: Map<string, Json>;
  readonly catalogue: Catalogue;
  readonly asked: Asked;
  /** Which calls were answered by which process. */
  readonly hangLog: HangLog;
  readonly cursor: FrameCursor;
  readonly ends: Ends;
  /** The step that told that all tools which write say that they are destructive. */
  readonly refusal: Refusal;
  readonly redactor: Redactor;
  readonly lock?: SuiteLock;
  /** When the run began, by `performance.now()`. */
  readonly epoch: number;
}

interface ContextInput {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly redactor: Redactor;
  readonly epoch: number;
}

/** As it is before anything has been listed, called or captured. */
export function createContext(
  { plan, options, redactor, epoch }: ContextInput,
  target: Target,
  connection: Connection,
): SuiteContext {
  const lock = options.locks?.(plan);
  return {
    plan,
    options,
    target,
    connection,
    stop: options.stop,
    redactor,
    epoch,
    redact: redactor.text,
    inspect: inspectCleanly(redactor),
    checks: checksFor(plan.checks),
    captures: new Map(),
    catalogue: new Catalogue(),
    asked: new Asked(),
    cursor: new FrameCursor(),
    ends: new Ends(),
    refusal: new Refusal(),
    hangLog: new HangLog(),
    ...(lock ? { lock } : {}),
  };
}
