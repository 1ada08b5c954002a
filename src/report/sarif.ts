/**
 * SARIF 2.1.0 (OASIS), for code scanning: a result for each finding that has a file and a line, be it the smoke file or
 * the server's own source. What has none is in the other reports.
 */
import { createHash } from 'node:crypto';
import type { Finding, Level, Report, StepResult, SuiteReport } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { printableBlock } from '../text/printable.ts';
import { plainJson } from './json.ts';
import { stepLabel } from './label.ts';
import { type Location, locationsOf } from './sarif/locations.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Level, string>;
const MESSAGE = 4_000;

interface Found {
  readonly suite: SuiteReport;
  readonly step: StepResult;
  readonly finding: Finding;
  readonly locations: readonly [Location, ...Location[]];
}

export function renderSarif(report: Report): string {
  const found = report.suites.flatMap((suite) => suite.steps.flatMap((step) => foundIn(suite, step)));
  const rules = [...new Map(found.map(({ finding }) => [finding.rule, ruleOf(finding)])).values()];
  const places = new Map(rules.map(({ id }, index) => [id, index]));
  const { environment, startedAt, durationMs } = report;
  const run = {
    tool: {
      driver: {
        name: 'mcp-smoke',
        ...(environment ? { version: environment.mcpSmoke, semanticVersion: environment.mcpSmoke } : {}),
        rules,
      },
    },
    invocations: [{ executionSuccessful: report.verdict !== 'broken', ...timesOf(startedAt, durationMs) }],
    columnKind: 'utf16CodeUnits',
    results: found.map((one) => resultOf(one, places.get(ruleId(one.finding)) ?? 0)),
  };
  const log = { $schema: SCHEMA, version: '2.1.0', runs: [run] };
  return `${plainJson(JSON.stringify(log, null, 2))}\n`;
}

function timesOf(startedAt: string, durationMs: number) {
  const start = Date.parse(startedAt);
  if (Number.isNaN(start)) return {};
  const endTimeUtc = new Date(start + Math.round(durationMs)).toISOString();
  return { startTimeUtc: new Date(start).toISOString(), endTimeUtc };
}

function foundIn(suite: SuiteReport, step: StepResult): Found[] {
  return step.findings.flatMap((finding) => {
    const [first, ...more] = locationsOf(finding, step);
    return first ? [{ suite, step, finding, locations: [first, ...more] as const }] : [];
  });
}

function ruleId({ rule }: Finding): string {
  return rule || 'finding';
}

/** GitHub's code scanning asks for all of these. */
function ruleOf(finding: Finding) {
  const id = ruleId(finding);
  const name = pascal(id);
  const text = printableBlock(finding.hint) || `mcp-smoke explain ${id}`;
  return {
    id,
    ...(name.toLowerCase() === id.toLowerCase() ? {} : { name }),
    shortDescription: { text: `Rule ${id} of mcp-smoke.` },
    fullDescription: { text },
    help: { text: `${text}\nmcp-smoke explain ${id}` },
  };
}

function resultOf({ suite, step, finding, locations }: Found, ruleIndex: number) {
  const { level, message, instead, evidence } = finding;
  const words = [instead, message, evidence].filter((part) => part !== undefined && part !== '');
  const text = printableBlock(excerpt(words.join('\n'), MESSAGE)) || ruleId(finding);
  const [first, ...related] = locations;
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    level: LEVELS[level],
    message: { text: `${stepLabel(step)}: ${text}` },
    locations: [{ physicalLocation: first }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((physicalLocation, id) => ({
            id,
            physicalLocation,
            message: { text: 'Where it comes from in the server' },
          })),
        }),
    partialFingerprints: {
      'mcpSmokeStep/v1': fingerprint([suite.file, suite.name, step.id, ...sameAs(step, finding)]),
    },
  };
}

/** Of a call each rule is told once; one file may well break it in many lines. */
function sameAs({ kind }: StepResult, { rule, evidence = '' }: Finding): string[] {
  return kind === 'lint' ? [rule, evidence.replace(/^ *\d+ \|/gm, '')] : [rule];
}

/** The same finding of the same step, wherever the step has moved to. */
function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function pascal(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase()) || 'Finding';
}
