/** The table of probes. A new one is a file, its name in `model/plan.ts`, and a line here. */
import type { ProbeName, RuleInfo } from '../model.ts';
import { badArgs } from './bad-args.ts';
import { bigArg } from './big-arg.ts';
import { cancel } from './cancel.ts';
import { concurrentPair } from './concurrent-pair.ts';
import { disconnect } from './disconnect.ts';
import { discover } from './discover.ts';
import { freshList } from './fresh-list.ts';
import { garbage } from './garbage.ts';
import { httpGuards } from './http-guards.ts';
import type { Probe } from './probe.ts';
import { stateless } from './stateless.ts';
import { unicode } from './unicode.ts';
import { unknownTool } from './unknown-tool.ts';

export const probes = {
  'unknown-tool': unknownTool,
  'bad-args': badArgs,
  garbage,
  cancel,
  'concurrent-pair': concurrentPair,
  'big-arg': bigArg,
  unicode,
  discover,
  stateless,
  'fresh-list': freshList,
  'http-guards': httpGuards,
  disconnect,
} as const satisfies Record<ProbeName, Probe>;

export const probeRules: readonly RuleInfo[] = Object.values(probes).flatMap((probe) => probe.rules);
