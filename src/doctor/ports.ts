/** Ports of this machine that servers are reached at, or would take. */
import { connect } from 'node:net';
import type { ServerSpec } from '../model.ts';
import type { Line } from './section.ts';

/** Where frameworks listen when nobody says otherwise, and the MCP Inspector. */
const USUAL: Readonly<Record<number, string>> = {
  3000: 'the default of many Node servers',
  6274: 'the MCP Inspector',
  6277: 'the proxy of the MCP Inspector',
  8000: 'the default of FastMCP and uvicorn',
};
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const TRY_MS = 2_000;

/** Of a usual port nothing is said while it is free. */
export async function portLines(specs: readonly ServerSpec[]): Promise<Line[]> {
  const named = new Map(specs.flatMap(portOf));
  const all = new Map([...Object.entries(USUAL).map(([port, why]) => [Number(port), why] as const), ...named]);
  const lines = await Promise.all(
    [...all].map(async ([port, about]): Promise<Line[]> => {
      const isTaken = await isListening(port);
      if (isTaken) return [{ state: 'note', what: String(port), about: `in use (${about})` }];
      return named.has(port) ? [{ state: 'note', what: String(port), about: `nothing listens (${about})` }] : [];
    }),
  );
  const flat = lines.flat();
  return flat.length > 0 ? flat : [{ state: 'ok', what: Object.keys(USUAL).join(', '), about: 'free' }];
}

function portOf(spec: ServerSpec): (readonly [number, string])[] {
  if (spec.transport !== 'http' || !URL.canParse(spec.url)) return [];
  const { hostname, port, protocol } = new URL(spec.url);
  const number = Number(port || (protocol === 'https:' ? 443 : 80));
  return LOOPBACK.test(hostname) ? [[number, spec.url]] : [];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost', autoSelectFamily: true });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(TRY_MS, () => end(false));
  });
}
