/** JSON reports that were written before. */
import { readFile } from 'node:fs/promises';
import { type Report, UsageError } from '../model.ts';
import { compileSchema } from '../schema/compile.ts';

const SCHEMA = new URL('../schema/report.schema.json', import.meta.url);

/** Throws UsageError for a file that is not there, is not JSON, or is not a report of this version. */
export async function readReports(paths: readonly string[]): Promise<Report[]> {
  const { validate } = compileSchema(JSON.parse(await readFile(SCHEMA, 'utf8')));
  return Promise.all(
    paths.map(async (path) => {
      const report = await readJson(path);
      const [issue] = validate?.(report) ?? [];
      if (issue) throw new UsageError(`${path} is not a report of mcp-smoke: ${issue.path} ${issue.message}`);
      return report as Report;
    }),
  );
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`${path} cannot be read: ${error.message}`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON: ${(error as Error).message}`);
  }
}
