/**
 * An in-toto Statement v1 with the test-result predicate v0.1 (in-toto attestation framework, spec/v1/statement.md and
 * spec/predicates/test-result.md): what was tested, by which script, and with what result. Unsigned: cosign and
 * its kin sign it (docs/ci.md).
 */
import { type ArtifactFacts, type Report, ReportRefused, type StepResult, type SuiteReport } from '../model.ts';
import { ofLevels } from './finding-text.ts';
import { plainJson } from './json.ts';
import { stepLabel } from './label.ts';

interface Descriptor {
  readonly name: string;
  readonly digest?: Readonly<Record<string, string>>;
}

const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'https://in-toto.io/attestation/test-result/v0.1';

/** Throws ReportRefused where nothing is known by a digest. */
export function renderIntoto(report: Report): string {
  const { suites } = report;
  const statement = {
    _type: STATEMENT,
    subject: subjectsOf(report),
    predicateType: PREDICATE,
    predicate: {
      result: resultOf(report),
      configuration: unique(suites.map(configuration)),
      ...testsOf(suites),
    },
  };
  return `${plainJson(JSON.stringify(statement, null, 2))}\n`;
}

/** The artifacts that were started; of a server that is none, the commit that was checked out. */
function subjectsOf({ suites, environment }: Report): Descriptor[] {
  const named = suites.flatMap(({ artifact }) => (artifact?.sha256 ? [artifactOf(artifact, artifact.sha256)] : []));
  if (named.length > 0 && named.length === suites.length) return unique(named);
  const commit = environment?.commit;
  if (commit !== undefined && /^[0-9a-f]{40}$/.test(commit)) {
    return unique([...named, { name: serverNames(suites), digest: { gitCommit: commit } }]);
  }
  throw new ReportRefused(
    'there is nothing that it could vouch for: neither an artifact with its SHA-256 nor a commit',
  );
}

/** Of an image the digest is its id. */
function artifactOf({ name, version, path, kind }: ArtifactFacts, sha256: string): Descriptor {
  const who = kind === 'docker' || name === undefined ? path : [name, version].filter(Boolean).join('@');
  return { name: who, digest: { sha256 } };
}

function serverNames(suites: readonly SuiteReport[]): string {
  const names = suites.map(({ server, name }) => [server.name ?? name, server.version].filter(Boolean).join(' '));
  return [...new Set(names)].join(', ') || 'server';
}

/** WARNED: passed, with warnings or late. */
function resultOf({ verdict, suites }: Report): 'PASSED' | 'WARNED' | 'FAILED' {
  if (verdict !== 'passed') return 'FAILED';
  return suites.some(({ steps }) => steps.some(isWarned)) ? 'WARNED' : 'PASSED';
}

function configuration({ file, name, fileSha256: sha256 }: SuiteReport): Descriptor {
  return { name: file || name || 'probe', ...(sha256 === undefined ? {} : { digest: { sha256 } }) };
}

/** What was left out has no result, and is in none of the lists. */
function testsOf(suites: readonly SuiteReport[]) {
  const named = suites.flatMap((suite) => suite.steps.map((step) => ({ step, name: testName(suite, step) })));
  const pick = (isIt: (step: StepResult) => boolean) => named.filter(({ step }) => isIt(step)).map(({ name }) => name);
  return {
    passedTests: pick((step) => step.status === 'passed' && !isWarned(step)),
    warnedTests: pick(isWarned),
    failedTests: pick(({ status }) => status === 'failed' || status === 'broken'),
  };
}

function isWarned(step: StepResult): boolean {
  return step.status === 'flaky' || (step.status === 'passed' && ofLevels(step, ['warning']).length > 0);
}

function testName({ name, file }: SuiteReport, step: StepResult): string {
  return `${name || file || 'probe'}: ${stepLabel(step) || step.id}`;
}

function unique(descriptors: readonly Descriptor[]): Descriptor[] {
  return [...new Map(descriptors.map((one) => [JSON.stringify(one), one])).values()];
}
