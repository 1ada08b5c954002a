/** `server: { package: … }`: installs it, and gives the suite the server that comes of it. */
import type { Note } from '../artifact/artifact.ts';
import { type Installed, install } from '../artifact/install.ts';
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ArtifactFacts, PackageSource, RawFinding, StdioServer } from '../model.ts';
import { artifactWords } from '../report/artifact-words.ts';
import type { Recorder } from './recorder.ts';
import { headOf } from './step.ts';
import type { SuiteInput } from './suite-input.ts';

const HEAD = { id: 'install', kind: 'install', name: 'install' } as const;
const SHORT_HASH = 12;

export interface Ready {
  /** The suite with what is to be started; undefined where that is not known, and all its steps have been told. */
  readonly input?: SuiteInput;
  readonly facts?: ArtifactFacts;
  /** Takes away what was installed. */
  clear(): Promise<void>;
}

/** Never rejects for anything that is wrong with the artifact. */
export async function installStep(input: SuiteInput, source: PackageSource, recorder: Recorder): Promise<Ready> {
  const { plan, options } = input;
  const server = plan.server as StdioServer;
  const { path, bin, shown } = source;
  const request = {
    source: path,
    ...(bin === undefined ? {} : { bin }),
    args: server.args,
    env: server.env,
    variables: plan.env,
  };
  const installed = await recorder.step(HEAD, async () => {
    if (options.stop.aborted) return { ...stopped(input), value: undefined };
    const prepared = await install(request, options);
    const value = { ...prepared, facts: { ...prepared.facts, path: shown } };
    if (options.stop.aborted) return { ...stopped(input), value };
    const findings = value.notes.map(findingOf);
    const isFit = value.command !== undefined && recorder.statusOf(findings) === 'passed';
    return { status: isFit ? 'passed' : 'broken', reason: reasonOf(value), findings, value };
  });
  const clear = async () => installed?.clear();
  if (!installed?.command || options.stop.aborted || recorder.firstFailure !== undefined) {
    await skipAll(input, recorder);
    return { clear, ...(installed ? { facts: installed.facts } : {}) };
  }
  const { facts, atStart, cwd, command } = installed;
  const started: StdioServer = { transport: 'stdio', ...command, cwd };
  const artifact = { facts, judgeStart: (stderr: string) => (atStart?.(stderr) ?? []).map(findingOf) };
  return { input: { ...input, plan: { ...plan, server: started }, artifact }, facts, clear };
}

function findingOf({ rule, ...note }: Note): RawFinding {
  return toFinding(ruleInfo(rule), note);
}

function stopped({ options }: SuiteInput) {
  return { status: 'broken' as const, reason: String(options.stop.reason), findings: [] };
}

/** On one line; the whole hash stands in the report. */
function reasonOf({ facts }: Installed): string {
  const { sha256 } = facts;
  return sha256 ? artifactWords(facts).replace(sha256, `${sha256.slice(0, SHORT_HASH)}…`) : artifactWords(facts);
}

async function skipAll({ plan, options }: SuiteInput, recorder: Recorder): Promise<void> {
  const reason = options.stop.aborted ? String(options.stop.reason) : 'the package could not be installed';
  for (const step of [...plan.steps, ...plan.teardown])
    await recorder.step(headOf(step), async () => ({ status: 'skipped', reason, findings: [], value: undefined }));
}
