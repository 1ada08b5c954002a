/** Returns structuredContent that does not fit its outputSchema. `--variant=type|rounding|step` */
import { echo, faulty, healthy, serve, textResult, variant } from './serve.mjs';

const TYPE = { type: 'integer' };
const STEP = { type: 'number', multipleOf: 0.01 };
/** The schema of `length`; what comes and what should. 1.1 is a multiple as binary fractions have it, too. */
const faults = {
  type: [TYPE, '1', 1],
  rounding: [STEP, 1.15, 1.1],
  step: [STEP, 1.155, 1.1],
};
const [schema, bad, good] = faults[variant('type')];
const outputSchema = { type: 'object', properties: { length: schema }, required: ['length'] };

function call() {
  const length = healthy ? good : bad;
  return { ...textResult(`${length}`), structuredContent: { length } };
}

serve({ tools: [echo, faulty(call, { outputSchema })] });
