/** What the steps of one suite share. */
import type { ToolSubject } from '../checks/subjects.ts';
import type { Json, Plan } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Session } from '../session/session.ts';
import type { Connection } from './connection.ts';
import { HangLog } from './hang-log.ts';
import { type Inspect, inspectCleanly } from './inspect.ts';
import type { RunOptions } from './options.ts';

export type Rooms = typeof import('./rooms.ts');

/** What is known about the list that `tools` holds. */
export interface ToolList {
  /** Whether tools/list gave a list at all: without one nothing can be said to be missing from it. */
  isKnown: boolean;
  /** The server has said that it has changed since. */
  isStale: boolean;
  /** It is no more what a fresh server lists. */
  hasChanged: boolean;
  /** Whose list it is. */
  session?: Session;
  /** The step that told that all tools which write say that they are destructive. */
  refusedAt?: string | undefined;
  /** Names that were listed before it changed. */
  readonly gone: Set<string>;
}

export interface SuiteContext {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly connection: Connection;
  readonly rooms: Rooms;
  /** By variable name. */
  readonly captures: Map<string, Json>;
  /** Loaded while the server boots. */
  readonly official: Promise<typeof import('../session/official.ts')>;
  readonly toolList: ToolList;
  /** The listed tools by name; the first where a name is listed twice. */
  readonly tools: Map<string, ToolSubject>;
  /** The time of the last call of each tool that was called. */
  readonly calledMs: Map<string, number>;
  /** Which calls were answered by which process. */
  readonly hangLog: HangLog;
  /** The request that was made last, in words. */
  lastAsked?: string;
  /** Frames up to this position have been looked at. */
  seenFrames: number;
  /** The server has put headers before messages. */
  hadHeaders: boolean;
  /** The signal that gives up what is in flight: another one during teardown. */
  stop: AbortSignal;
  readonly redactor: Redactor;
  /** When the run began, by `performance.now()`. */
  readonly epoch: number;
  /** Cleans text of secrets, before anything is cut. */
  readonly redact: (text: string) => string;
  /** As `inspectAll`, with findings in which no secret stands, not even a half of one. */
  readonly inspect: Inspect;
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
  connection: Connection,
  rooms: Rooms,
): SuiteContext {
  return {
    plan,
    options,
    connection,
    rooms,
    official: import('../session/official.ts'),
    stop: options.stop,
    redactor,
    epoch,
    redact: redactor.text,
    inspect: inspectCleanly(redactor),
    captures: new Map(),
    tools: new Map(),
    calledMs: new Map(),
    toolList: { isKnown: false, isStale: false, hasChanged: false, gone: new Set() },
    hangLog: new HangLog(),
    seenFrames: 0,
    hadHeaders: false,
  };
}
