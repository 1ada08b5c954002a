/** What is told to change, in terms of what the user has written: options where there is no smoke file, `${port}` for its number. */
import type { Plan, RawFinding } from '../model.ts';
import { PORT } from './hosted-app.ts';

export type FixWords = (finding: RawFinding) => RawFinding;

/** `port` is asked for when something is told: it is chosen when the app is started. */
export function fixWords({ file, server }: Pick<Plan, 'file' | 'server'>, port: () => number | undefined): FixWords {
  const usesPort = server.transport === 'http' && server.start !== undefined && JSON.stringify(server).includes(PORT);
  return (finding) => {
    const worded = file === '' ? forProbe(finding) : finding;
    const number = usesPort ? port() : undefined;
    if (number === undefined) return worded;
    return { ...worded, hint: worded.hint.replaceAll(new RegExp(`:${number}(?!\\d)`, 'g'), () => `:${PORT}`) };
  };
}

function forProbe(finding: RawFinding): RawFinding {
  const { hint, info, probeHint = hint === info?.hint ? info.probeHint : undefined } = finding;
  return probeHint === undefined ? finding : { ...finding, hint: probeHint };
}
