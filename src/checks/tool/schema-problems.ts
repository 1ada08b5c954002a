/** Checks that pass on what the schema room said of a tool's two schemas. */

import { atPointer } from '../../json/pointer.ts';
import type { Level, RuleInfo, SchemaProblem, SchemaVerdict } from '../../model.ts';
import { type Check, defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import type { ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from './tool-name.ts';

export interface SchemaRule extends RuleInfo {
  readonly id: SchemaProblem['kind'];
}

interface Owned {
  readonly key: 'inputSchema' | 'outputSchema';
  readonly dialect: SchemaVerdict['dialect'];
  readonly problem: SchemaProblem;
}

/** `levelOf` may set a level by the value that stands where the problem is, and by whose it is; undefined says nothing. */
export function schemaCheck(
  info: SchemaRule,
  levelOf: (value: unknown, owned: Owned) => Level | undefined = () => info.level,
): Check<ToolSubject> {
  return defineCheck<ToolSubject>({
    ...info,
    concerns: hasProblems,
    inspect: (subject, add) => {
      for (const owned of problemsOf(subject, info.id)) {
        const { key, problem } = owned;
        const place = `/${key}${problem.where}`;
        const level = levelOf(atPointer(subject.raw, place), owned);
        if (level === undefined) continue;
        const message = clip(wording(`${key} of ${toolName(subject)}`, problem));
        add({ message, where: `${placeOf(subject)}${place}`, level });
      }
    },
  });
}

function hasProblems({ input, output }: ToolSubject): boolean {
  return (input?.problems.length ?? 0) + (output?.problems.length ?? 0) > 0;
}

function problemsOf({ input, output }: ToolSubject, kind: string): Owned[] {
  return [...ownedBy('inputSchema', input), ...ownedBy('outputSchema', output)].filter(
    ({ problem }) => problem.kind === kind,
  );
}

function ownedBy(key: Owned['key'], verdict: SchemaVerdict | undefined): Owned[] {
  return (verdict?.problems ?? []).map((problem) => ({ key, dialect: verdict!.dialect, problem }));
}

/** The schema room says "is larger than …" of the whole and `"required" is null` of a part. */
function wording(owner: string, { message }: SchemaProblem): string {
  return /^(?:is|cannot|was) /.test(message) ? `The ${owner} ${message}.` : `In the ${owner}, ${message}.`;
}
