/** One thread of a dump, and the frame in it that its author wrote. */
import { isLibrary, type StackFrame } from '../thrown.ts';

export interface Thread {
  /** Innermost first; without those that only carry the event loop or a worker thread. */
  readonly frames: readonly StackFrame[];
  /** The likelier it is that the hanging call runs here, the higher; below 0: certainly not here. */
  readonly rank: number;
  readonly isLoop?: boolean;
}

/** What serves a tool but is nobody's tool. */
const FRAMEWORKS = new Set(
  (
    'mcp fastmcp anyio trio uvloop starlette uvicorn fastapi pydantic pydantic_core typing_extensions wrapt click typer ' +
    '@modelcontextprotocol/sdk fastmcp zod tsx express'
  ).split(' '),
);
const PACKAGE =
  /[/\\](?:site-packages|dist-packages|node_modules)[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)(?!.*[/\\]node_modules[/\\])/;

/**
 * The place of the user's innermost frame, -1 where there is none. A server that is installed as a package has no frames
 * but a library's: then it is the package that the framework calls first.
 */
export function ownIndex(frames: readonly StackFrame[], isForeign = isLibraryFrame): number {
  const own = frames.findIndex((frame) => !isForeign(frame));
  if (own >= 0) return own;
  const packages = frames.map(packageOf);
  const called = packages.findLast((name) => name !== undefined && !FRAMEWORKS.has(name));
  return called === undefined ? -1 : packages.indexOf(called);
}

function isLibraryFrame({ path }: StackFrame): boolean {
  return isLibrary(path);
}

function packageOf({ path }: StackFrame): string | undefined {
  return PACKAGE.exec(path)?.[1]?.replaceAll('\\', '/');
}
