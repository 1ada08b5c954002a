/** The one property behind the unit test (few cases) and the suite (many). */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedactor } from '../../src/redact/redactor.ts';
import { anySecret, ENCODINGS, isLeft, surroundings } from './leaks.ts';

/** Secret × encoding × encoding × what stands around it: nothing of 8 characters is left. */
export function assertNothingIsLeft(numRuns: number): void {
  const names = fc.constantFrom(...Object.keys(ENCODINGS));
  fc.assert(
    fc.property(anySecret, names, names, surroundings, surroundings, (secret, inner, outer, before, after) => {
      const encoded = ENCODINGS[outer]!(ENCODINGS[inner]!(secret));
      const redactor = createRedactor([{ name: 'T', value: secret }]);
      const redacted = redactor.text(before + encoded + after);
      assert.ok(!isLeft(redacted, secret), `left in ${JSON.stringify(redacted)}`);
      assert.deepEqual(redactor.scan(redacted), []);
    }),
    { numRuns },
  );
}
