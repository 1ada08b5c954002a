/** A folder of its own for every server under test. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Holds hello.txt and pixel.png; goes with the test. The path is free of links: servers resolve them. */
export function serverFolder(test: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mcp-smoke-suite-')));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'hello.txt'), 'hello\n');
  writeFileSync(join(folder, 'pixel.png'), Buffer.from(PIXEL, 'base64'));
  return folder;
}
