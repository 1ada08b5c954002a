/** Call frames of Node's debugger as the lines of a stack trace, in the words of the source where there is a map. */
import { type Script, sourcePlace } from './source-map.ts';

export interface CallFrame {
  readonly callFrameId?: unknown;
  readonly functionName?: unknown;
  readonly url?: unknown;
  readonly location?: { readonly scriptId?: unknown; readonly lineNumber?: unknown; readonly columnNumber?: unknown };
}

const MOST_FRAMES = 100;

/** Innermost first: `    at block (file:///app/server.mjs:12:5)`. */
export function frameLines(frames: readonly CallFrame[], scripts: ReadonlyMap<unknown, Script>): string {
  const lines = frames.slice(0, MOST_FRAMES).map((frame) => frameLine(frame, scripts));
  return ['The running JavaScript:', ...lines].join('\n');
}

function frameLine({ functionName, url, location }: CallFrame, scripts: ReadonlyMap<unknown, Script>): string {
  const script = scripts.get(location?.scriptId);
  const generated = { line: Number(location?.lineNumber ?? 0), column: Number(location?.columnNumber ?? 0) };
  const place = script && sourcePlace(script, generated);
  const file = place?.file ?? script?.url ?? (String(url ?? '') || '<unknown>');
  const { line, column } = place ?? { line: generated.line + 1, column: generated.column + 1 };
  const at = `${file}:${line}:${column}`;
  return functionName ? `    at ${String(functionName)} (${at})` : `    at ${at}`;
}
