/** A step before it runs, and what comes of it. */
import type {
  CallRecord,
  Exchange,
  JsonObject,
  McpStep,
  PlannedStep,
  RawFinding,
  StepKind,
  StepStatus,
} from '../model.ts';
import { formatPlace } from './place.ts';

/** Names a step before it runs. */
export interface StepHead {
  readonly id: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly tool?: string;
  readonly at?: string;
  readonly description?: string;
  readonly expects?: readonly string[];
}

export function headOf({ id, kind, name, target, at }: PlannedStep): StepHead {
  const place = at.file === '' ? {} : { at: formatPlace(at) };
  return { id, kind, name, ...(kind === 'call' ? { tool: target } : {}), ...place };
}

export interface StepOutcome {
  readonly status: StepStatus;
  readonly reason?: string;
  readonly findings: readonly RawFinding[];
  readonly calls?: readonly CallRecord[];
  /** The server did not know the session of any of its requests: nothing has been carried out. */
  readonly isRefusedWhole?: true;
}

/** A scripted step with everything expanded: what is sent. */
export interface Request {
  readonly step: McpStep;
  readonly target: string;
  readonly args: JsonObject;
  readonly timeoutMs: number;
  /** The index of `repeat`. */
  readonly i: number;
}

/** What came of one request, and all that is wrong with it. */
export interface Observed {
  /** Absent for an http step. */
  readonly exchange?: Exchange;
  readonly durationMs: number;
  readonly text: string;
  readonly structured: unknown;
  readonly findings: readonly RawFinding[];
  /** Absent where a report keeps no more of them. */
  readonly call?: CallRecord;
  /** Given up by us: nothing that is found in it is the server's. */
  readonly isInterrupted: boolean;
}
