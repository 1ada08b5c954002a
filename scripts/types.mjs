/**
 * The types of the library: what the compiler says of its entries, and of the files that these declarations name. Nothing else of
 * src/ is published.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** What a declaration says it is made of. */
const NAMED = /(\bfrom |\bimport\()'(\.[^']+)\.ts'/g;

/** `entries`: files of src/, without their ending. */
export function writeTypes(entries, outdir) {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-types-'));
  try {
    compile(folder);
    const done = new Set();
    for (const entry of entries) copy(entry, join(folder, 'src'), outdir, done);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compile(folder) {
  const args = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', folder];
  execFileSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
}

function copy(name, from, to, done) {
  if (done.has(name)) return;
  done.add(name);
  const text = readFileSync(join(from, `${name}.d.ts`), 'utf8');
  for (const [, , named] of text.matchAll(NAMED)) copy(join(dirname(name), named), from, to, done);
  const file = join(to, `${name}.d.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text.replace(NAMED, "$1'$2.js'"));
}
