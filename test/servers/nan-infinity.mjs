/** Returns NaN: in JSON text, or as null where the schema says number. `--variant=text|null`; `both`: NaN in the text, null beside it. */
import { echo, faulty, healthy, serve, textResult, variant } from './serve.mjs';

const outputSchema = { type: 'object', properties: { mean: { type: 'number' } }, required: ['mean'] };

function call() {
  if (healthy) return { ...textResult('{"mean": 0}'), structuredContent: { mean: 0 } };
  if (variant('text') === 'null') return { ...textResult('{"mean": null}'), structuredContent: { mean: null } };
  if (variant('text') === 'both') return { ...textResult('{"mean": NaN}'), structuredContent: { mean: null } };
  return { ...textResult('{"mean": NaN}'), structuredContent: { mean: 0 } };
}

serve({ tools: [echo, faulty(call, { outputSchema })] });
