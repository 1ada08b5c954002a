/** What the single measurements are made of: the server of the load, the floor, smoke files that are written as they are needed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BIN, measure } from './measure.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const ECHO = here('servers/echo.mjs');

/** The argv of the floor against the server of the load. */
export const floor = (...args) => [here('floor.mjs'), ...args.map(String), process.execPath, ECHO];

export const smoke = (...args) => [BIN, ...args];

/** The text of a smoke file for the server of the load; each step is a line of YAML. */
export function smokeFile(name, steps, more = '', server = []) {
  const args = JSON.stringify([ECHO, ...server]);
  return `name: ${name}\nserver: { command: ${process.execPath}, args: ${args} }\ncoverage: off\n${more}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;
}

/** `calls` calls of echo, so many of them in flight. */
export const echoes = (calls, inFlight = 1) =>
  `{ tool: echo, args: { text: "message \${i}" }, repeat: { count: ${calls}, concurrency: ${inFlight} }, expect: { text: "message \${i}" } }`;

/** Writes the files into a folder of their own for as long as `body` runs, which is given their paths by their names. */
export async function withFiles(files, body) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-files-'));
  const at = (name) => join(folder, name);
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(at(name), text);
    return await body(at);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Measured in turn, by their names. */
export async function measured(cases, rounds) {
  const figures = await measure(Object.entries(cases), rounds);
  return Object.fromEntries(figures.map((figure) => [figure.name, figure]));
}

/** A row of the table: ours against the floor, in wall clock and in processor time, and the peak of our memory. `id`: as in targets.mjs. */
export function row(id, name, ours, theirs) {
  return {
    id,
    name,
    ours: ours.medianMs,
    floor: theirs.medianMs,
    ratio: ours.medianMs / theirs.medianMs,
    cpuRatio: ours.cpuMs / theirs.cpuMs,
    cpuMs: ours.cpuMs,
    floorCpuMs: theirs.cpuMs,
    peakMb: ours.peakMb,
    floorPeakMb: theirs.peakMb,
  };
}
