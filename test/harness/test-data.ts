/** Official test suites of others, which are not ours to copy: read where they are, SKIPPED where they are not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { orSkip, Unavailable } from './install.ts';
import { ROOT } from './smoke.ts';

/** `MCP_SMOKE_SUITES` names the folder that holds them; by default one beside the checkout. */
const FOLDER = process.env['MCP_SMOKE_SUITES'] ?? join(ROOT, '../shared/suites');

/** `MCP_SMOKE_SPEC` names the folder of MCP's own schemas, `REVISION/schema.json`. */
const SPEC = process.env['MCP_SMOKE_SPEC'] ?? join(ROOT, '../shared/spec');

/** That folder, or undefined after the test has been skipped. */
export function officialSpec(t: TestContext): Promise<string | undefined> {
  return orSkip(t, async () => {
    if (!existsSync(SPEC)) throw new Unavailable(`no ${SPEC} (MCP_SMOKE_SPEC names another folder)`);
    return SPEC;
  });
}

/** The path of one suite, or undefined after the test has been skipped. */
export function officialSuite(t: TestContext, name: string): Promise<string | undefined> {
  const path = join(FOLDER, name);
  return orSkip(t, async () => {
    if (!existsSync(path)) throw new Unavailable(`no ${name} in ${FOLDER} (MCP_SMOKE_SUITES names another folder)`);
    return path;
  });
}
