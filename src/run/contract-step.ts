/** The contract with the last release: what the server promises now against what is kept of it. */
import { toFinding } from '../checks/check.ts';
import { KEEPS } from '../checks/contract/rules.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { Change } from '../contract/change.ts';
import { comparisons } from '../contract/compare.ts';
import { type Contract, LISTS, type ListName, NOUNS } from '../contract/contract.ts';
import { asKept } from '../contract/redacted.ts';
import { suggestedStep, tooSmallStep } from '../contract/version-step.ts';
import { breathe } from '../limits/breath.ts';
import { patiently } from '../limits/patience.ts';
import type { ContractFacts, Json, RawFinding, StepStatus } from '../model.ts';
import { plural } from '../text/plural.ts';
import type { SuiteContext } from './context.ts';
import { contractOf } from './contract-lists.ts';
import type { Connected } from './target.ts';

const MOST_LINES = 20;

export interface JudgedContract {
  readonly findings: readonly RawFinding[];
  readonly reason: string;
  /** Where the findings do not say it. */
  readonly status?: StepStatus;
  readonly facts?: ContractFacts;
}

/** Lists what the server declares, and compares it; or gives it to be kept. */
export async function judgeContract(context: SuiteContext, connected: Connected): Promise<JudgedContract> {
  const lock = context.lock!;
  const { file } = lock;
  const { mode, last } = lock.contract!;
  const now = await contractOf(context, connected);
  const unknown = LISTS.filter((list) => now[list] === undefined);
  const isKept = mode === 'keep';
  if (isKept && unknown.length > 0) return unwritten(file, unknown);
  if (isKept) lock.keepContract(now);
  if (!last) return { findings: [], reason: `${countsOf(now)}, kept in ${file}` };
  // What a secret stood in counts as the same.
  const alike = asKept(last as unknown as Json, now as unknown as Json) as unknown as Contract;
  const changes = await changesOf(context, last, alike);
  const facts = factsOf(file, last, changes);
  const said = changes.length === 0 ? `${countsOf(now)} as in ${releaseOf(last)}` : wordsOf(facts, last);
  const reason = `${said}; suggests ${STEPS[facts.suggests]}`;
  // Who keeps it has seen what is different, or is about to see it.
  if (isKept) return { findings: [], reason: `${reason}; kept in ${file}`, facts };
  const findings = [
    ...changes.filter(({ kind }) => kind !== 'added').map(findingOf),
    ...additions(changes),
    ...undecided(last, unknown),
    ...versionFindings(last, now, facts),
  ];
  return { findings: findings.map((finding) => forLock(finding, lock.keptBy)), reason, facts };
}

/** The rules know of no `--baseline FILE`. */
function forLock(finding: RawFinding, keptBy: string): RawFinding {
  return { ...finding, hint: finding.hint.replace(KEEPS, () => keptBy) };
}

function unwritten(file: string, unknown: readonly ListName[]): JudgedContract {
  const what = unknown.map((list) => `${NOUNS[list]}s`).join(', ');
  return { status: 'broken', findings: [], reason: `nothing is kept in ${file}: the ${what} could not be listed` };
}

async function changesOf({ stop }: SuiteContext, last: Contract, now: Contract): Promise<Change[]> {
  const changes: Change[] = [];
  for (const comparison of comparisons(last, now)) {
    if (stop.aborted) break;
    changes.push(...(await patiently(comparison, stop)));
    await breathe();
  }
  return changes;
}

function findingOf({ rule, level, message, evidence }: Change): RawFinding {
  const more = { ...(level ? { level } : {}), ...(evidence === undefined ? {} : { evidence }) };
  return toFinding(ruleInfo(rule), { message, ...more });
}

/** All in one: they break nothing, and are many. */
function additions(changes: readonly Change[]): RawFinding[] {
  const added = changes.filter(({ kind }) => kind === 'added');
  const [first] = added;
  if (!first) return [];
  if (added.length === 1) return [findingOf(first)];
  const lines = added.slice(0, MOST_LINES).map(({ message }) => message);
  const rest = added.length > MOST_LINES ? [`… and ${added.length - MOST_LINES} more`] : [];
  return [findingOf({ ...first, message: `${added.length} additions`, evidence: [...lines, ...rest].join('\n') })];
}

/** What is kept and could not be listed now. */
function undecided(last: Contract, unknown: readonly ListName[]): RawFinding[] {
  return unknown
    .filter((list) => Object.keys(last[list] ?? {}).length > 0)
    .map((list) => {
      const message = `the ${NOUNS[list]}s could not be listed, and were not compared with those of ${releaseOf(last)}`;
      return toFinding(ruleInfo('contract-undecided'), { message });
    });
}

function factsOf(baseline: string, { server }: Contract, changes: readonly Change[]): ContractFacts {
  const count = (...kinds: Change['kind'][]) => changes.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    baseline,
    ...(server.version === undefined ? {} : { since: server.version }),
    breaking: count('breaking'),
    added: count('added'),
    changed: count('unsure', 'reworded'),
    suggests: suggestedStep(changes),
  };
}

const STEPS = {
  major: 'a major version',
  minor: 'a minor version',
  patch: 'a patch version',
  none: 'no new version',
} as const;

function countsOf(contract: Contract): string {
  const counts = LISTS.map((list) => [Object.keys(contract[list] ?? {}).length, NOUNS[list]] as const);
  const some = counts.filter(([count, noun]) => count > 0 || noun === NOUNS.tools);
  return some.map(([count, noun]) => plural(count, noun)).join(', ');
}

function wordsOf({ breaking, added, changed }: ContractFacts, last: Contract): string {
  const parts = [
    ...(breaking > 0 ? [`${plural(breaking, 'change')} that ${breaking === 1 ? 'breaks' : 'break'}`] : []),
    ...(added > 0 ? [plural(added, 'addition')] : []),
    ...(changed > 0 ? [plural(changed, 'other change')] : []),
  ];
  return `${parts.join(', ')} since ${releaseOf(last)}`;
}

function releaseOf({ server }: Contract): string {
  return server.version ?? 'the last release';
}

/** The version that the server says it is now, where it says too little. */
function versionFindings(last: Contract, now: Contract, { suggests }: ContractFacts): RawFinding[] {
  const [before, after] = [last.server.version, now.server.version];
  const made = tooSmallStep(before, after, suggests);
  if (made === undefined) return [];
  const message = `from ${before} to ${after} is a ${made} step, and the changes ask for ${STEPS[suggests]}`;
  const level = suggests === 'major' ? 'warning' : 'info';
  return [toFinding(ruleInfo('contract-version'), { message, level })];
}
