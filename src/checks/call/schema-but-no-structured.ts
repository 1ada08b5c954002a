import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { successOf } from './result.ts';

export const schemaButNoStructured = defineCheck<CallSubject>({
  id: 'schema-but-no-structured',
  level: 'error',
  title: 'A tool with an outputSchema returns no structuredContent.',
  plain: 'The answer lacks the data that the tool promises.',
  hint: 'Return structuredContent that fits outputSchema, or take outputSchema away; clients turn such a result into an error.',
  spec: SPEC.outputSchema,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (subject.kind !== 'call' || !result || result['structuredContent'] !== undefined) return;
    const raw = subject.tool?.raw;
    if (!isObject(raw) || !isObject(raw['outputSchema'])) return;
    const message = `The tool has an outputSchema, but ${callName(subject)} returned no structuredContent.`;
    add({ message, evidence: quoted(result) });
  },
});
