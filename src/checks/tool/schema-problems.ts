/** Checks that pass on what the schema room said of a tool's two schemas. */

import { atPointer } from '../../json/pointer.ts';
import type { Level, RuleInfo, SchemaProblem } from '../../model.ts';
import { type Check, defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import type { ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from './tool-name.ts';

export interface SchemaRule extends RuleInfo {
  readonly id: SchemaProblem['kind'];
}

/** `levelOf` may set a level by the value that stands where the problem is. */
export function schemaCheck(info: SchemaRule, levelOf?: (value: unknown) => Level): Check<ToolSubject> {
  return defineCheck<ToolSubject>({
    ...info,
    inspect: (subject, add) => {
      for (const { key, problem } of problemsOf(subject, info.id)) {
        const place = `/${key}${problem.where}`;
        const level = levelOf?.(atPointer(subject.raw, place));
        const message = clip(wording(`${key} of ${toolName(subject)}`, problem));
        add({ message, where: `${placeOf(subject)}${place}`, ...(level ? { level } : {}) });
      }
    },
  });
}

function problemsOf({ input, output }: ToolSubject, kind: string): { key: string; problem: SchemaProblem }[] {
  const both = [
    ...(input?.problems ?? []).map((problem) => ({ key: 'inputSchema', problem })),
    ...(output?.problems ?? []).map((problem) => ({ key: 'outputSchema', problem })),
  ];
  return both.filter(({ problem }) => problem.kind === kind);
}

/** The schema room says "is larger than …" of the whole and `"required" is null` of a part. */
function wording(owner: string, { message }: SchemaProblem): string {
  return /^(?:is|cannot|was) /.test(message) ? `The ${owner} ${message}.` : `In the ${owner}, ${message}.`;
}
