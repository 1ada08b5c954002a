import { isObject, kindOf } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { capabilityFaults } from '../connect/capability-faults.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const badDiscoverResult = defineCheck<ConnectSubject>({
  id: 'bad-discover-result',
  level: 'error',
  title: 'The answer to server/discover has not the fields that it must have.',
  hint: 'Return supportedVersions (the revisions that are served, as strings) and capabilities (an object of objects, such as {"tools":{}}); upgrade the SDK.',
  spec: SPEC.discovery,
  inspect: ({ opening, isStateless }, add) => {
    if (!isStateless || opening?.outcome.kind !== 'result') return;
    const { result } = opening.outcome;
    if (!isObject(result)) return;
    const faults = faultsOf(result);
    if (faults.length > 0)
      add({ message: `In the answer to server/discover, ${faults.join('; ')}.`, evidence: quoted(result) });
  },
});

function faultsOf({ supportedVersions, capabilities, instructions, _meta }: Record<string, unknown>): string[] {
  const isText = (value: unknown) => typeof value === 'string';
  const areTexts = Array.isArray(supportedVersions) && supportedVersions.length > 0 && supportedVersions.every(isText);
  return [
    ...fault('supportedVersions', supportedVersions, 'a list of revisions as strings', areTexts),
    ...fault('capabilities', capabilities, 'an object', isObject(capabilities)),
    ...capabilityFaults(capabilities),
    ...fault('instructions', instructions, 'a string', instructions === undefined || isText(instructions)),
    ...fault('_meta', _meta, 'an object', _meta === undefined || isObject(_meta)),
  ];
}

function fault(name: string, value: unknown, wanted: string, fine: boolean): string[] {
  return fine ? [] : [`${name} is ${kindOf(value)}, not ${wanted}`];
}
