/** The rules of lint: a line each. */
import { blockingCall, busyWait, childStdin } from './blocking.ts';
import { logsToStdout, noiseAtBoot } from './boot.ts';
import { coroutineReturned, floatingPromise, notAwaited } from './coroutines.ts';
import { exitsInCall } from './exits.ts';
import { bareDecorator, oldApi } from './imports.ts';
import { nestAsyncio, nestedRun } from './nested-run.ts';
import { jsonDumps, noContent, noData } from './results.ts';
import type { CallRule, FunctionRule, ServerRule } from './rule.ts';
import { noiseInCall, readsStdin } from './stdout.ts';
import { sharedConnection } from './threads.ts';

/** Of each call that a handler reaches. */
export const callRules: readonly CallRule[] = [
  nestedRun,
  blockingCall,
  childStdin,
  noiseInCall,
  readsStdin,
  exitsInCall,
  floatingPromise,
  jsonDumps,
  sharedConnection,
];

/** Of calls that an asynchronous function makes which is no handler. */
export const asyncRules: readonly CallRule[] = [nestedRun];

/** Of each function that a handler reaches, itself included. */
export const functionRules: readonly FunctionRule[] = [busyWait, coroutineReturned, noData, noContent];

export const serverRules: readonly ServerRule[] = [
  nestAsyncio,
  noiseAtBoot,
  logsToStdout,
  notAwaited,
  bareDecorator,
  oldApi,
];
