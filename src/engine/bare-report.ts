/** Where the report itself cannot be made, or cannot be cleaned: what can be said without it. */

import type { Report } from '../model.ts';
import { isoTime } from '../text/iso-time.ts';
import type { Cleaner } from './cleaner.ts';

const TOTALS = { steps: 0, passed: 0, failed: 0, flaky: 0, broken: 0, skipped: 0, errors: 0, warnings: 0 };

/** Holds nothing that came from outside. */
export function bareReport(): Report {
  return {
    schema: 'mcp-smoke/report@1',
    verdict: 'broken',
    exitCode: 70,
    startedAt: isoTime(new Date()),
    durationMs: 0,
    suites: [],
    totals: TOTALS,
    secrets: { values: 0, replaced: 0, scannedFiles: 0 },
  };
}

/** For the bare report, when nobody can tell what is secret: no text passes. */
export const withheld: Cleaner = {
  text: () => '[withheld]',
  scan: () => [],
  scanLong: async () => [],
  scanLines: async () => [],
  secrets: [],
};
