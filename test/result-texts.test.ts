/** What results say, one server for all: each faulty one is named, its healthy twin and the tricky healthy ones are not. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tellsOfError } from '../src/checks/call/error-sentences.ts';
import type { Finding } from '../src/model.ts';
import { fixture, judge } from './harness/suite.ts';
import { healthyResults } from './rules/healthy-results.ts';
import { faultyRows, type ResultRow } from './rules/result-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-results-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The findings of each row's call. */
async function findings(name: string, rows: readonly ResultRow[]): Promise<(readonly Finding[])[]> {
  const file = join(folder, `${name}.json`);
  const served = rows.map(({ tool = 'get_note', about, result }) => ({ tool, about, result: resultOf(result) }));
  writeFileSync(file, JSON.stringify(served));
  const steps = rows.map(({ tool = 'get_note', args, result, expect }, row) => ({
    name: `row ${row}`,
    tool,
    args: { row, ...args },
    expect: { status: 'isError' in resultOf(result) ? 'error' : 'ok', ...expect },
  }));
  const { report } = await judge({ server: fixture('result-texts.mjs', `--file=${file}`), coverage: 'off', steps });
  const called = report.suites[0]!.steps.filter(({ name: step }) => step.startsWith('row '));
  assert.equal(called.length, rows.length);
  return called.map((step) => step.findings);
}

const resultOf = (result: string | object) =>
  typeof result === 'string' ? { content: [{ type: 'text', text: result }] } : result;
const said = (found: readonly Finding[]) => found.map(({ rule, level }) => `${rule} ${level}`).join(' ');
const label = ({ tool, result }: ResultRow) => `${tool ?? ''} ${JSON.stringify(result)}`;

test('each faulty result is named, once', async () => {
  const found = await findings('faulty', faultyRows);
  assert.deepEqual(
    faultyRows.map((row, at) => [label(row), said(found[at]!)]),
    faultyRows.map((row) => [label(row), row.finds]),
  );
});

test('their healthy twins have no finding', async () => {
  const twins = faultyRows.map(({ twin, expect: _, ...row }) => ({ ...row, result: twin }));
  const found = await findings('twins', twins);
  assert.deepEqual(
    twins.map((row, at) => [label(row), said(found[at]!)]).filter(([, finds]) => finds !== ''),
    [],
  );
});

test('no tricky healthy result has a finding', async () => {
  const found = await findings('healthy', healthyResults);
  assert.deepEqual(
    healthyResults.map((row, at) => [label(row), said(found[at]!)]).filter(([, finds]) => finds !== ''),
    [],
  );
});

test('each way to begin an error holds a word of the quick look', () => {
  const beginnings = [
    ...['Error searching for it', 'Error during the call', 'Error in tool_a: no', 'Error 503', 'Failed to read it'],
    ...[
      'Unable to connect',
      'Could not read it',
      "Couldn't load it",
      'Cannot read properties of undefined',
      "Can't open it",
    ],
    ...["Cannot find module 'x'", 'Command failed with exit code 1', 'An error occurred', 'Unknown error occurred'],
    ...['An unexpected exception has occurred', 'Internal server error', 'Something went wrong', 'HTTP 500'],
    ...['Request failed with status code 500', 'HTTP error! status: 500', 'Search failed: no', 'GitHub API error: 404'],
    ...['Tool execution failed', 'MCP error -32602', 'getaddrinfo ENOTFOUND x', 'connect ECONNREFUSED 127.0.0.1:1'],
    ...['spawn git ENOENT', 'EACCES: permission denied', 'fetch failed', '[Errno 2] no such file'],
  ];
  assert.deepEqual(
    beginnings.filter((text) => !tellsOfError(text)),
    [],
  );
});
