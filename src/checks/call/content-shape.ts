import type { ScriptedKind } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { placeName } from './result.ts';
import { resultFaults } from './result-shape.ts';

const MAX_FAULTS = 5;

export const contentShape = defineCheck<CallSubject>({
  id: 'content-shape',
  level: 'error',
  explains: ['official-client'],
  title: 'A result does not have the shape that the protocol asks for.',
  plain: 'The answer does not have the form that the protocol asks for.',
  hint: 'A tool returns {"content":[{"type":"text","text":"…"}]}; leave out optional fields instead of setting them to null.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const { outcome } = subject.exchange;
    // A response without a result is a fault of its envelope, and told as such.
    if (outcome.kind !== 'result' || outcome.result === undefined) return;
    const faults = resultFaults(subject.kind, outcome.result, subject.isStateless);
    const hint = HINTS[subject.kind] ?? {};
    for (const { path, text } of faults.slice(0, MAX_FAULTS)) {
      const place = path === '' ? 'the result' : placeName(path);
      add({
        message: `In the answer to ${callName(subject)}, ${place} ${text}.`,
        ...(path === '' ? {} : { where: path }),
        evidence: quoted(outcome.result),
        ...hint,
      });
    }
    if (faults.length > MAX_FAULTS)
      add({ message: `… and ${faults.length - MAX_FAULTS} more faults of its shape.`, ...hint });
  },
});

/** Where it is no tool that answers. */
const HINTS: Partial<Record<ScriptedKind, { readonly hint: string }>> = {
  resource: {
    hint: 'resources/read returns {"contents":[{"uri":"…","text":"…"}]} (or "blob" in base64); leave out optional fields instead of setting them to null.',
  },
  prompt: {
    hint: 'prompts/get returns {"messages":[{"role":"user","content":{"type":"text","text":"…"}}]}; leave out optional fields instead of setting them to null.',
  },
  request: { hint: 'A result is an object: {"result":{…}}, empty where there is nothing to say.' },
};
