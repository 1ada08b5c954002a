import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoTime } from '../src/text/iso-time.ts';

test('a time is written as toISOString writes it', () => {
  const years = {
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  };
  fc.assert(fc.property(fc.date(years), (date) => assert.equal(isoTime(date), date.toISOString())));
  assert.equal(isoTime(new Date(0)), '1970-01-01T00:00:00.000Z');
});
