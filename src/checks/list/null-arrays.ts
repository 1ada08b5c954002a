import { isObject, kindOf } from '../../json/kind.ts';
import type { RuleInfo } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { pageName, TEMPLATES } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const nullArrays: RuleInfo = {
  id: 'null-arrays',
  level: 'error',
  title: 'Where an array or a map must stand there is null, or nothing.',
  hint: 'Write an empty array or map ([] or {}), or leave optional fields out. In Go: make([]T, 0) instead of a nil slice.',
  spec: SPEC.listTools,
};

export const nullArraysInList = defineCheck<ListSubject>({
  ...nullArrays,
  inspect: ({ pages, others = [], templates }, add) => {
    const asked = [
      ...pages.map(({ exchange }, index) => ({ what: pageName(index), key: 'tools', exchange })),
      ...others.map(({ method, exchange }) => ({ what: method, key: method.split('/')[0]!, exchange })),
      ...(templates ? [{ what: TEMPLATES, key: 'resourceTemplates', exchange: templates }] : []),
    ];
    for (const { what, key, exchange } of asked) {
      if (exchange.outcome.kind !== 'result') continue;
      const { result } = exchange.outcome;
      // A response without a result is a fault of its envelope, and told as such.
      if (result === undefined) continue;
      const hint = result === null || isObject(result) ? {} : { hint: `Answer with an object: {"${key}":[…]}.` };
      for (const fault of faultsOf(result, key)) {
        const message = `In the answer to ${what}, ${fault}; clients reject the whole list.`;
        add({ message, evidence: quoted(result), ...hint });
      }
    }
  },
});

function faultsOf(result: unknown, key: string): string[] {
  if (!isObject(result)) return [`the result is ${kindOf(result)}, not an object`];
  const { [key]: list, nextCursor } = result;
  return [
    ...(Array.isArray(list) ? [] : [`${key} is ${kindOf(list)}${list === undefined ? '' : ', not an array'}`]),
    ...(nextCursor === null ? ['nextCursor is null; it must be left out on the last page'] : []),
  ];
}
