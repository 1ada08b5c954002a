/** An artifact, installed into an empty place and ready to be started as its users start it. Start here. */
import { UsageError } from '../model.ts';
import type { Bench, Prepare, Prepared, Request } from './artifact.ts';
import { openBench } from './bench.ts';
import { type Kind, KNOWN, kindOf } from './source.ts';

export interface Installed extends Prepared {
  /** Where the server is started: an empty folder. */
  readonly cwd: string;
  /** Takes all of it away again. */
  clear(): Promise<void>;
}

/** Each is loaded only when it is used. */
const PREPARERS: Readonly<Record<Kind, () => Promise<Prepare>>> = {
  npm: async () => (await import('./npm.ts')).prepareNpm,
  wheel: async () => (await import('./python.ts')).preparePython,
  sdist: async () => (await import('./python.ts')).preparePython,
  mcpb: async () => (await import('./bundle.ts')).prepareBundle,
  registry: async () => (await import('./registry.ts')).prepareRegistry,
  docker: async () => (await import('./docker.ts')).prepareDocker,
};

/** Never rejects for anything that is wrong with the artifact; throws UsageError where there is none. */
export async function install(request: Request, { stop, parent }: Pick<Bench, 'stop' | 'parent'>): Promise<Installed> {
  const kind = await kindOf(request.source);
  if (kind === undefined) throw new UsageError(`${request.source} is no package that is known here: ${KNOWN}`);
  const bench = await openBench(stop, parent);
  try {
    const prepare = await PREPARERS[kind]();
    return { ...(await prepare(request, bench)), cwd: bench.cwd, clear: bench.clear };
  } catch (error) {
    await bench.clear();
    throw error;
  }
}
