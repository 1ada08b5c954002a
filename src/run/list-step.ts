/** tools/list over all pages, and what the file says about which tools there must be. */
import { toFinding } from '../checks/check.ts';
import { listExchanges } from '../checks/exchange-rule.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ListSubject, ToolSubject } from '../checks/subjects.ts';
import { breathe } from '../limits/breath.ts';
import type { Exchange, Place, RawFinding } from '../model.ts';
import { listAll } from '../session/paging.ts';
import type { SuiteContext } from './context.ts';
import { toolsOf } from './effects.ts';
import { judgeFrames } from './frames.ts';
import { explainedList } from './list-causes.ts';
import { askMore } from './list-more.ts';
import { noteSession } from './lost-session.ts';
import { isGivenUp } from './methods.ts';
import { judgeListOfficially } from './official.ts';
import { formatPlace } from './place.ts';
import { isPartial } from './selection.ts';
import type { Connected } from './target.ts';
import { toolSubjects } from './tool-subjects.ts';
import { judgeUnaskedEnd } from './unasked-end.ts';

const MOST_NAMED = 200;

export interface ListedTools {
  readonly findings: RawFinding[];
  readonly tools: readonly ToolSubject[];
  /** What was asked was given up by us: nothing that is found in it is the server's. */
  readonly isInterrupted: boolean;
}

/** Lists, judges, and fills the catalogue. */
export async function listTools(context: SuiteContext, { session, handshake }: Connected): Promise<ListedTools> {
  const { plan } = context;
  const { capabilities, protocol } = handshake.info!;
  const options = { timeoutMs: plan.timeoutMs, liveness: true, signal: context.stop };
  context.asked.note('tools/list');
  const paged = await listAll(session, 'tools/list', 'tools', options);
  await session.wire.settled();
  const tools = await toolSubjects(context, paged.items, protocol);
  const { pages, stopped, total } = paged;
  const exchanges = pages.map(({ exchange }) => exchange);
  const isKnown = stopped !== 'no-answer' && pages.every(({ exchange }) => isToolList(exchange));
  context.catalogue.listed(session, tools, isKnown);
  context.catalogue.isWhole = isKnown && stopped === undefined && total === tools.length;
  const more = await askMore(context, { session, handshake }, paged);
  const subject: ListSubject = {
    ...more,
    capabilities,
    pages,
    tools,
    total,
    protocol,
    ...(stopped ? { stopped } : {}),
    ...(await judgeListOfficially(context, session, tools, exchanges)),
  };
  const findings: RawFinding[] = [];
  for (const check of context.checks.list) {
    findings.push(...context.inspect([check], subject));
    await breathe();
  }
  const all = listExchanges(subject).map(({ exchange }) => exchange);
  for (const exchange of all) noteSession(context.connection, 'list', exchange);
  const strays = judgeFrames(context, { phase: 'list', exchanges: all });
  context.catalogue.cameAlone = isKnown && strays.length === 0;
  const gone = await judgeUnaskedEnd(context);
  const isInterrupted = all.some(isGivenUp);
  return {
    tools,
    isInterrupted,
    findings: [...gone, ...explainedList(context, subject, findings), ...strays, ...judgeOffer(context)],
  };
}

function isToolList({ outcome }: Exchange): boolean {
  return outcome.kind === 'result' && Array.isArray((outcome.result as { tools?: unknown } | null)?.tools);
}

/** `tools.include`, `tools.exclude` and `coverage` against what is offered. */
function judgeOffer(context: SuiteContext): RawFinding[] {
  const { plan, catalogue } = context;
  const { tools } = catalogue;
  const missing = plan.tools.include.filter(({ name }) => !tools.has(name));
  const excluded = plan.tools.exclude.filter(({ name }) => tools.has(name));
  return [
    ...missing.map(({ name, at }) =>
      note('tool-missing', `the server does not offer ${name}, which the file requires`, at),
    ),
    ...excluded.map(({ name, at }) => note('tool-excluded', `the server offers ${name}, which the file forbids`, at)),
    ...judgeCoverage(context).map((message) =>
      toFinding(ruleInfo('tool-untested'), { message, ...coverageLevel(plan.coverage) }),
    ),
  ];
}

function note(rule: string, message: string, at: Place): RawFinding {
  return toFinding(ruleInfo(rule), { message, where: formatPlace(at) });
}

function judgeCoverage({ plan, options, catalogue: { tools } }: SuiteContext): string[] {
  if (plan.coverage === 'off' || options.isProbe || isPartial(options)) return [];
  const planned = toolsOf(plan);
  const untested = [...tools.keys()].filter((name) => !planned.has(name));
  if (untested.length === 0) return [];
  return [`${untested.length} of ${tools.size} tools have no step: ${namesOf(untested)}`];
}

/** All of them, unless there are more than anybody reads. */
function namesOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function coverageLevel(coverage: 'all' | 'warn' | 'off'): { level?: 'error' } {
  return coverage === 'all' ? { level: 'error' } : {};
}
