/** Whether the Node or the Python that is here is one that the artifact asks for. */
import semver from 'semver';
import type { Bench, Note } from './artifact.ts';
import { runTool } from './tool.ts';

/** The version that a server would be started with: the one on the PATH. */
export async function versionOf(command: string, bench: Bench): Promise<string | undefined> {
  const { ok, said } = await runTool(command, ['--version'], bench);
  return ok ? /\d+\.\d+(?:\.\d+)?/.exec(said)?.[0] : undefined;
}

/** `range` of npm, or of Python: their commas are blanks. A range that cannot be read says nothing. */
export function unfit(name: 'Node' | 'Python', version: string | undefined, range: unknown, where: string): Note[] {
  const found = version && semver.coerce(version);
  const wanted = typeof range === 'string' ? semver.validRange(range.replaceAll(',', ' ')) : null;
  if (!found || wanted === null || semver.satisfies(found, wanted, { includePrerelease: true })) return [];
  return [
    {
      rule: 'package-runtime',
      level: 'warning',
      message: `${where} asks for ${name} ${range}, and here is ${version}.`,
    },
  ];
}
