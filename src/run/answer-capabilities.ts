/** What the host says that it can answer: exactly what the file has an answer for (MCP 2025-11-25, Lifecycle, Capability Negotiation). */
import type { Plan } from '../model.ts';

export function capabilitiesFor({ answers, steps, teardown }: Plan): object {
  const all = [answers ?? {}, ...[...steps, ...teardown].map((step) => step.answers ?? {})];
  const modes = new Set(all.flatMap(({ elicitation = [] }) => elicitation.map(({ mode }) => mode)));
  return {
    ...(modes.size > 0 ? { elicitation: Object.fromEntries([...modes].map((mode) => [mode, {}])) } : {}),
    ...(all.some(({ sampling }) => sampling) ? { sampling: {} } : {}),
    ...(all.some(({ roots }) => roots) ? { roots: {} } : {}),
  };
}
