/** The small servers with 13 tools, and what is asked of them: files made anew for each run of the benchmark. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const SERVER = join(HERE, 'servers/thirteen.mjs');
const names = Array.from({ length: 13 }, (_, index) => `tool_${index}`);
const given = { text: 'milk', limit: 5, order: 'newest' };

/** Files in `folder`: the calls for the floor, and for each server a smoke file. `c` is undefined where there is no compiler. */
export function thirteen(folder) {
  mkdirSync(folder, { recursive: true });
  const calls = join(folder, 'calls.json');
  writeFileSync(calls, JSON.stringify(names.map((name) => ({ name, arguments: given }))));
  const node = [process.execPath, SERVER];
  const c = compiled(folder);
  return {
    calls,
    node: { command: node, file: smokeFile(folder, 'node', node) },
    c: c && { command: c, file: smokeFile(folder, 'c', c), stamp: join(folder, 'stamp') },
  };
}

/** A smoke file with one step a line; `calls` are pairs of a tool and its arguments. */
export function smokeFile(folder, name, [command, ...args], calls = names.map((tool) => [tool, given])) {
  const file = join(folder, `${name}.smoke.yaml`);
  const steps = calls.map(([tool, values]) => `  - { tool: ${tool}, args: ${JSON.stringify(values)} }`);
  const server = `server: { command: ${JSON.stringify(command)}, args: ${JSON.stringify(args)} }`;
  writeFileSync(file, [`name: ${name}`, server, 'coverage: off', 'steps:', ...steps, ''].join('\n'));
  return file;
}

function compiled(folder) {
  const list = join(folder, 'list.json');
  const program = join(folder, 'thirteen');
  writeFileSync(list, execFileSync(process.execPath, [SERVER, '--list']));
  try {
    execFileSync('cc', ['-O2', '-o', program, join(HERE, 'servers/thirteen.c')], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return [program, list];
}
