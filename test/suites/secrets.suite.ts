/** The property of `test/redact.test.ts` over 100,000 cases. */
import { test } from 'node:test';
import { assertNothingIsLeft } from '../harness/leak-property.ts';

test('secret × encoding × encoding × surroundings, 100,000 cases', () => assertNothingIsLeft(100_000));
