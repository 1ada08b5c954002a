import { isObject, kindOf } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { capabilityFaults } from './capability-faults.ts';

export const badInitializeResult = defineCheck<ConnectSubject>({
  id: 'bad-initialize-result',
  level: 'error',
  title: 'The answer to initialize has not the fields that it must have.',
  hint: 'Return protocolVersion (string), capabilities (an object of objects, such as {"tools":{}}) and serverInfo with name and version (strings).',
  spec: SPEC.initialization,
  inspect: ({ opening, isStateless }, add) => {
    if (isStateless || opening?.outcome.kind !== 'result') return;
    const { result } = opening.outcome;
    // A response without a result is a fault of its envelope, and told as such.
    if (result === undefined) return;
    const faults = faultsOf(result);
    if (faults.length > 0)
      add({ message: `In the answer to initialize, ${faults.join('; ')}.`, evidence: quoted(result) });
  },
});

function faultsOf(result: unknown): string[] {
  if (!isObject(result)) return [`the result is ${kindOf(result)}, not an object`];
  const { protocolVersion, capabilities, serverInfo, instructions } = result;
  return [
    ...fault('protocolVersion', protocolVersion, 'a string', typeof protocolVersion === 'string'),
    ...fault('capabilities', capabilities, 'an object', isObject(capabilities)),
    ...capabilityFaults(capabilities),
    ...fault('instructions', instructions, 'a string', instructions === undefined || typeof instructions === 'string'),
    ...serverInfoFaults(serverInfo),
  ];
}

function serverInfoFaults(info: unknown): string[] {
  if (!isObject(info)) return fault('serverInfo', info, 'an object', false);
  return ['name', 'version'].flatMap((key) =>
    fault(`serverInfo.${key}`, info[key], 'a string', typeof info[key] === 'string'),
  );
}

function fault(name: string, value: unknown, wanted: string, fine: boolean): string[] {
  return fine ? [] : [`${name} is ${kindOf(value)}${value === undefined ? '' : `, not ${wanted}`}`];
}
