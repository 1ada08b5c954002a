/** What a server asks of its host is answered, but not without end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Host } from '../src/session/host.ts';

test('a thousand requests of one server are answered, and no more', () => {
  const host = new Host();
  const answers = Array.from({ length: 1002 }, () => host.answer({ method: 'ping', params: undefined }));
  assert.deepEqual(answers.map(Boolean).lastIndexOf(true), 999);
  assert.ok(new Host().answer({ method: 'roots/list', params: undefined }), 'each server has its own count');
});
