/** Which SDK a server is written with, in which versions, and what follows from that (see `docs/lint.md`). */
import type { Pin } from '../pins/pins.ts';
import { UNPINNED } from '../pins/pins.ts';
import { intersect, isBelow, type Range, type Ternary } from '../pins/range.ts';

export interface Framework {
  readonly name: 'mcp' | 'fastmcp' | 'typescript-sdk';
  readonly pin: Pin;
  /** The code has what only one generation has. */
  readonly shows?: true;
}

export const TYPESCRIPT: Framework = { name: 'typescript-sdk', pin: UNPINNED };

/** What only one generation has. */
const GENERATIONS: readonly { readonly module: RegExp; readonly range: Range }[] = [
  { module: /^mcp\.server\.fastmcp\b/, range: { low: [1], high: [2] } },
  { module: /^mcp\.server\.mcpserver\b/, range: { low: [2] } },
  { module: /^mcp\.MCPServer\b/, range: { low: [2] } },
];

/** `path` is that of the class, or of its module. Undefined where it is no MCP SDK. */
export function frameworkOf(path: string, pinOf: (name: string) => Pin): Framework | undefined {
  const name = /^(mcp|fastmcp)(?:\.|$)/.exec(path)?.[1] as 'mcp' | 'fastmcp' | undefined;
  if (name === undefined) return /^@modelcontextprotocol\//.test(path) ? TYPESCRIPT : undefined;
  const pin = pinOf(name);
  const generation = GENERATIONS.find(({ module }) => module.test(path));
  if (!generation) return { name, pin };
  return { name, pin: { ...pin, range: intersect(pin.range, generation.range) }, shows: true };
}

/** Narrowed by what the code shows of it. */
export function narrowed(framework: Framework, range: Range): Framework {
  return { ...framework, pin: { ...framework.pin, range: intersect(framework.pin.range, range) } };
}

/** Plain `def` handlers: mcp 1.x and fastmcp up to 2 call them on the event loop, later ones in a thread. */
export function runsSyncOnLoop({ name, pin }: Framework): Ternary {
  if (name === 'typescript-sdk') return 'yes';
  return isBelow(pin.range, name === 'mcp' ? [2] : [3]);
}

/** While they serve on stdio, mcp 2 and fastmcp 4 keep stdin and stdout to themselves. */
export function divertsStdio({ name, pin }: Framework): Ternary {
  if (name === 'typescript-sdk') return 'no';
  const older = isBelow(pin.range, name === 'mcp' ? [2] : [4]);
  return older === 'yes' ? 'no' : older === 'no' ? 'yes' : 'maybe';
}

/** ` (mcp 1.29.0 of uv.lock)`, for messages whose level hangs on the version. */
export function versionNote({ name, pin }: Framework): string {
  if (name === 'typescript-sdk') return '';
  const { low, high } = pin.range;
  const isExact = high !== undefined && high.length === low.length + 2;
  const isKnown = high !== undefined || (low[0] ?? 0) > 0;
  if (!isKnown) return ` (no version of ${name} is pinned)`;
  const by = pin.by === '' ? '' : `, ${pin.by}`;
  return ` (${name} ${shown(low)}${isExact ? '' : high ? ` to below ${shown(high)}` : ' or later'}${by})`;
}

function shown(version: readonly number[]): string {
  return version.slice(0, 3).join('.');
}
