/** The smoke file: its top level. Start here to read the grammar; `schema/smoke.schema.json` says the same to editors. */
import { type Answers, type Plan, PROBES, PROTOCOLS, type ProbeName } from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { asIs, type Found, list, map, type Named, record, type Table } from '../read/collection.ts';
import { duration, size } from '../read/quantity.ts';
import { type Located, located } from '../read/reader.ts';
import { choice, literal } from '../read/scalar.ts';
import { readAnswers } from './answers.ts';
import { type CoverKeys, readCover } from './cover.ts';
import { SMOKE_OTHERS } from './other-names.ts';
import { type RulesFound, readRules } from './rules.ts';
import { readServer, type ServerKeys } from './server.ts';
import { readSteps, type StepKeys } from './step.ts';

export interface SmokeKeys {
  name: string;
  server: Found<ServerKeys>;
  protocol: readonly string[];
  secrets: readonly Located<string>[];
  vars: readonly Named<Node>[];
  timeout: number;
  connectTimeout: number;
  limits: Found<LimitKeys>;
  tools: Found<ToolsKeys>;
  coverage: Plan['coverage'];
  diagnose: 'on' | 'off';
  rules: RulesFound;
  probes: readonly ProbeName[];
  answers: Answers;
  report: Found<CoverKeys>;
  reporters: readonly Located<string>[];
  steps: readonly Found<StepKeys>[];
  teardown: readonly Found<StepKeys>[];
}

interface LimitKeys {
  message: number;
}

interface ToolsKeys {
  include: readonly Located<string>[];
  exclude: readonly Located<string>[];
}

export const LIMITS_TABLE: Table<LimitKeys> = { message: size };

export const TOOLS_TABLE: Table<ToolsKeys> = {
  include: list('a list of tool names', located(literal)),
  exclude: list('a list of tool names', located(literal)),
};

export const SMOKE_TABLE: Table<SmokeKeys> = {
  name: literal,
  server: readServer,
  protocol: readProtocol,
  secrets: list('a list of environment names', located(literal)),
  vars: record('a map of variables', asIs),
  timeout: duration,
  connectTimeout: duration,
  limits: map('a map such as { message: 32MiB }', LIMITS_TABLE),
  tools: map('a map with `include` and `exclude`', TOOLS_TABLE),
  coverage: choice(['all', 'warn', 'off']),
  diagnose: choice(['on', 'off']),
  rules: readRules,
  probes: readProbes,
  answers: readAnswers,
  report: readCover,
  reporters: list('a list of reports such as junit=out.xml', located(literal)),
  steps: readSteps,
  teardown: readSteps,
};

export const readSmoke = map<SmokeKeys>('a smoke file: a map with `server` and `steps`', SMOKE_TABLE, SMOKE_OTHERS);

/** `all`, or a list of probes. */
function readProbes(node: Node, problems: Problems): readonly ProbeName[] | undefined {
  if (node.kind === 'list') return list('a list of probes', choice(PROBES))(node, problems);
  return choice(['all'])(node, problems) && PROBES;
}

/** `auto`, a revision, or a list of revisions. */
function readProtocol(node: Node, problems: Problems): readonly string[] | undefined {
  if (node.kind === 'list') return list('a list of revisions', choice(PROTOCOLS), 1)(node, problems);
  const one = choice(['auto', ...PROTOCOLS])(node, problems);
  return one === undefined ? undefined : [one];
}
