import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const protocolVersionUnknown = defineCheck<ConnectSubject>({
  id: 'protocol-version-unknown',
  level: 'error',
  title: 'The server answers with a protocol revision that does not exist.',
  hint: 'Answer with the revision that the client asked for if you speak it, otherwise with the latest one you speak.',
  spec: SPEC.versions,
  inspect: ({ opening, knownProtocols, requestedProtocol }, add) => {
    const result = opening?.outcome.kind === 'result' ? opening.outcome.result : undefined;
    const version = isObject(result) ? result['protocolVersion'] : undefined;
    if (typeof version !== 'string' || knownProtocols.includes(version)) return;
    const answer = JSON.stringify(clip(version, 60));
    add({
      message: `The server answered with protocol revision ${answer}; we asked for ${requestedProtocol}.`,
      evidence: `known: ${knownProtocols.join(', ')}`,
    });
  },
});
