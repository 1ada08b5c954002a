/** The lock files after a run: what is to be kept, clean of secrets, beside what other suites have there. */
import { existsSync } from 'node:fs';
import { readAtMost } from '../config/read-file.ts';
import { LISTS, NOUNS } from '../contract/contract.ts';
import { LARGEST_BYTES, type LockedSuite, type LockFile, readLockFile, writeLockFile } from '../contract/lock-file.ts';
import type { KeptAnswer } from '../contract/snapshot.ts';
import { inTurns } from '../limits/breath.ts';
import type { Report } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { writeReport } from '../report/write.ts';
import { plural } from '../text/plural.ts';
import type { Locks } from './locks.ts';
import type { SuiteDraft, Written } from './suite-draft.ts';

interface Telling {
  readonly say: (line: string) => void;
  readonly complain: (text: string) => void;
}

const OWN_FAULT = 70;
const LEAKED = 5;

/** Resolves with the exit code that it adds: 5 where a secret would stand in a file, 70 where one cannot be written. */
export async function writeLocks(locks: Locks, report: Report, redactor: Redactor, telling: Telling): Promise<number> {
  const paths = [...new Set(locks.drafts.map(({ path }) => path))];
  let code = 0;
  for (const path of paths) {
    const drafts = locks.drafts.filter((draft) => draft.path === path);
    code = Math.max(code, await writeLock(drafts, report, redactor, telling));
  }
  return code;
}

async function writeLock(
  drafts: readonly SuiteDraft[],
  report: Report,
  redactor: Redactor,
  { say, complain }: Telling,
): Promise<number> {
  const [{ path, file }] = drafts as [SuiteDraft];
  const parts = drafts.flatMap((draft) => {
    const own = report.suites.find(
      (suite) => suite.file === draft.plan.file && suite.name === redactor.text(draft.plan.name),
    );
    const written = draft.written(own);
    if (draft.contract?.mode === 'keep' && !written?.hasContract)
      complain(redactor.text(`${file}: the contract of ${draft.name} was not kept: the run could not see all of it`));
    return written ? [{ draft, written }] : [];
  });
  if (parts.length === 0) return 0;
  try {
    // Others may have written to it meanwhile.
    const before = existsSync(path) ? (await readAtMost(path, LARGEST_BYTES)).toString('utf8') : undefined;
    const known: LockFile = before === undefined ? new Map() : readLockFile(before, file);
    const now = new Map(known);
    for (const { draft, written } of parts) now.set(draft.name, await clean(written.suite, redactor));
    const text = writeLockFile(now);
    if (text.length > LARGEST_BYTES) throw new Error('it would be larger than 16 MiB, and is not read then');
    const leaked = new Set([...(await redactor.scanLong(text)), ...(await redactor.scanLines(valuesIn(now)))]);
    if (leaked.size > 0) {
      complain(`${file} was not written: the secret ${[...leaked].join(', ')} would stand in it`);
      return LEAKED;
    }
    if (text !== before) await writeReport(path, text);
    for (const line of summary(file, parts, text !== before)) say(redactor.text(line));
    return 0;
  } catch (error) {
    complain(redactor.text(`${file} could not be written: ${(error as Error).message}`));
    return OWN_FAULT;
  }
}

/** Once more: a later step may have captured a secret. */
async function clean({ contract, answers }: LockedSuite, redactor: Redactor): Promise<LockedSuite> {
  const kept = new Map<string, KeptAnswer>();
  for (const [name, answer] of answers) kept.set(name, await inTurns(redactor.valueInBits(answer)));
  return { ...(contract ? { contract: await inTurns(redactor.valueInBits(contract)) } : {}), answers: kept };
}

/** A line for each answer, and for what is kept of each tool and the like. */
function valuesIn(file: LockFile): string {
  const values = [...file.values()].flatMap(({ contract, answers }) => [
    ...answers.values(),
    ...LISTS.flatMap((list) => Object.values(contract?.[list] ?? {})),
  ]);
  return values.map((value) => JSON.stringify(value)).join('\n');
}

type Part = { readonly written: Written };

function summary(file: string, parts: readonly Part[], isNew: boolean): string[] {
  const contracts = parts.filter(({ written }) => written.hasContract).map(({ written }) => written.suite.contract!);
  const counts = LISTS.map((list) => {
    const count = contracts.reduce((sum, contract) => sum + Object.keys(contract[list] ?? {}).length, 0);
    return count > 0 || list === 'tools' ? [plural(count, NOUNS[list])] : [];
  });
  const suites = contracts.length > 1 ? [plural(contracts.length, 'suite')] : [];
  const verb = isNew ? 'written' : 'is as it was';
  const sum = (key: 'newAnswers' | 'changedAnswers' | 'droppedAnswers') =>
    parts.reduce((total, { written }) => total + written[key], 0);
  const [come, changed, dropped] = [sum('newAnswers'), sum('changedAnswers'), sum('droppedAnswers')];
  const answers = [
    ...(come > 0 ? [`${plural(come, 'new answer')} kept`] : []),
    ...(changed > 0 ? [`${plural(changed, 'answer')} kept anew`] : []),
    ...(dropped > 0 ? [`${plural(dropped, 'answer')} dropped, whose steps are gone`] : []),
  ];
  return [
    ...(contracts.length > 0 ? [`Baseline ${file} ${verb}: ${[...suites, ...counts.flat()].join(', ')}`] : []),
    ...(answers.length > 0 ? [`Snapshots in ${file}: ${answers.join(', ')}`] : []),
  ];
}
