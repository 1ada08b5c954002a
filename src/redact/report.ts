/** The report and its events without secrets. Words of our own (status, level, keys) stay, whatever the secrets are. */
import type {
  CallRecord,
  Cover,
  Finding,
  Report,
  RunEvent,
  StepResult,
  SuiteRef,
  SuiteReport,
  WireEvent,
} from '../model.ts';
import type { Bits } from './bits.ts';
import type { Redactor } from './redactor.ts';
import { SHAPE_NAMES } from './shapes.ts';
import type { Hurry } from './values.ts';

/**
 * The same event with every text redacted. A reference to a suite must have been cleaned before, and so must what crosses a
 * wire (`cleanWire`). `clean` cleans one step.
 */
export function cleanEvent(
  event: RunEvent,
  redactor: Redactor,
  clean = (step: StepResult) => cleanStep(step, redactor),
): RunEvent {
  if (event.type === 'step-start') {
    const { id, kind, name } = event.step;
    return { ...event, step: { id: redactor.text(id), kind, name: redactor.text(name) } };
  }
  if (event.type === 'step-end') return { ...event, step: clean(event.step) };
  if (event.type === 'step-amend') {
    const added = event.added.map((finding) => cleanFinding(finding, redactor));
    return { ...event, step: clean(event.step), added };
  }
  return event.type === 'suite-end' ? { ...event, report: cleanSuite(event.report, redactor, clean) } : event;
}

/** What the server and the file have said, in bits of work: a frame may be large. `hurry` as of `valueInBits`. */
export function* cleanWire(event: WireEvent, redactor: Redactor, hurry?: Hurry): Bits<WireEvent> {
  if (event.kind === 'closed') return { ...event, ...texts(event, ['error'], redactor) };
  if (event.kind !== 'frame') return event;
  const { message } = event;
  const said = message === undefined ? {} : { message: yield* redactor.valueInBits(message, hurry) };
  return { ...event, ...said, ...texts(event, ['text', 'problem', 'requestId'], redactor) };
}

export function cleanRef(ref: SuiteRef, redactor: Redactor): SuiteRef {
  return { ...ref, ...texts(ref, ['name', 'file', 'target', 'source'], redactor) };
}

/** `clean` cleans one of its steps. */
export function cleanSuite(
  suite: SuiteReport,
  redactor: Redactor,
  clean = (step: StepResult) => cleanStep(step, redactor),
): SuiteReport {
  const { server } = suite;
  return {
    ...suite,
    ...texts(suite, ['name', 'file', 'target', 'stderrTail'], redactor),
    server: {
      ...server,
      ...texts(server, ['name', 'version', 'protocol', 'why'], redactor),
      ...offersOf(server, redactor),
    },
    ...(suite.artifact
      ? { artifact: { ...suite.artifact, ...texts(suite.artifact, ['path', 'name', 'version'], redactor) } }
      : {}),
    ...(suite.contract
      ? { contract: { ...suite.contract, ...texts(suite.contract, ['baseline', 'since'], redactor) } }
      : {}),
    steps: suite.steps.map(clean),
    tools: suite.tools.map((tool) => ({ ...tool, name: redactor.text(tool.name) })),
  };
}

function offersOf({ offers }: SuiteReport['server'], redactor: Redactor): Pick<SuiteReport['server'], 'offers'> {
  return offers ? { offers: offers.map((one) => redactor.text(one)) } : {};
}

/** The logo is a picture: `deliver` searches it with the rest. */
export function cleanCover(cover: Cover, redactor: Redactor): Cover {
  return { ...cover, ...texts(cover, ['title', 'for', 'by', 'scope', 'note'], redactor) };
}

export function cleanStep(step: StepResult, redactor: Redactor): StepResult {
  const { findings, calls } = step;
  return {
    ...step,
    ...texts(step, ['id', 'name', 'tool', 'description', 'at', 'reason'], redactor),
    ...(step.expects ? { expects: step.expects.map((one) => redactor.text(one)) } : {}),
    findings: findings.map((finding) => cleanFinding(finding, redactor)),
    ...(calls ? { calls: calls.map((call) => cleanCall(call, redactor)) } : {}),
  };
}

/** How many places of the suites were masked. */
export function masksIn(suites: Report['suites'], redactor: Redactor): number {
  if (redactor.counts.replaced === 0) return 0;
  const names = new Set([...redactor.secrets.map(({ name }) => name), ...SHAPE_NAMES]);
  const isOurs = (name: string) => names.has(name) || /^#\d+$/.test(name);
  return marksIn(suites, isOurs);
}

/** In strings and keys. */
function marksIn(value: unknown, isOurs: (name: string) => boolean): number {
  if (typeof value === 'string') return marksInText(value, isOurs);
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const [key, item] of Object.entries(value)) count += marksInText(key, isOurs) + marksIn(item, isOurs);
  return count;
}

function marksInText(text: string, isOurs: (name: string) => boolean): number {
  if (!text.includes(MARK)) return 0;
  return [...text.matchAll(/\[redacted:([^\]]*)\]/g)].filter(([, name = '']) => isOurs(name)).length;
}

const MARK = '[redacted:';

function cleanFinding(finding: Finding, redactor: Redactor): Finding {
  return { ...finding, ...texts(finding, ['message', 'instead', 'hint', 'evidence', 'where'], redactor) };
}

function cleanCall(call: CallRecord, redactor: Redactor): CallRecord {
  return { ...call, ...texts(call, ['args', 'answer', 'stderr'], redactor) };
}

/** These fields, redacted, as far as they are there. The server's own fields may hold anything. */
function texts<T extends object, K extends keyof T>(source: T, keys: readonly K[], redactor: Redactor): Pick<T, K> {
  const clean: Partial<Pick<T, K>> = {};
  for (const key of keys) if (source[key] !== undefined) clean[key] = redactor.value(source[key]);
  return clean as Pick<T, K>;
}
