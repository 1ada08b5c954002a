/** Bundles src/ into dist/ with its help and its licences: no dependency is installed beside the published package. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { writeTypes } from './types.mjs';

rmSync('dist', { recursive: true, force: true });
const { inputs } = await bundle('dist');
writeTypes(['api/index', 'api/test'], 'dist/types');
writeFileSync('dist/help.json', JSON.stringify(helpPages()));
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(Object.keys(inputs)));

/** As the program prints them, by command; '' is its own. */
function helpPages() {
  const overview = help([]);
  const names = [...overview.matchAll(/^ {2}mcp-smoke (\w+)/gm)].map(([, name]) => name);
  return { '': overview, ...Object.fromEntries(names.map((name) => [name, help([name])])) };
}

function help(command) {
  return execFileSync(process.execPath, ['bin/mcp-smoke.js', ...command, '--help'], { encoding: 'utf8' });
}

function licences(inputs) {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [...folders]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n`);
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8') : `No licence file; package.json says: ${license}`;
  return `${name} ${version} (${license})\n\n${text}`;
}
