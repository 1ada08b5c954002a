/** The program with one function that throws: built anew with a line added to one of its files. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from './smoke.ts';

const { bundle } = (await import(join(ROOT, 'scripts/bundle.mjs'))) as {
  bundle: (outdir: string, plugins: readonly Plugin[]) => Promise<unknown>;
};

export interface Sabotage {
  /** Below `src/`. */
  readonly file: string;
  /** What throws: a function or `Class.prototype.method` of that file. */
  readonly target: string;
  /** Works this often first. */
  readonly after?: number;
  /** What it does in place of throwing. */
  readonly then?: string;
}

/** The variable whose value, a secret, stands in the message. */
export const NAME = 'SABOTAGE_TOKEN';

/** Builds it for as long as `body` takes; `bin` is to be run with node. */
export async function sabotaged<T>(
  { file, target, after = 0, then }: Sabotage,
  body: (bin: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-sabotage-'));
  const path = join(ROOT, 'src', file);
  const boom = (kept: string) => `((kept: any, left: number): any =>
    function (this: any, ...args: any[]) {
      if (left-- > 0) return kept.apply(this, args);
      ${then ?? `throw new TypeError('sabotage of ${target} ' + process.env['${NAME}'])`};
    })(${kept}, ${after})`;
  const contents = planted(readFileSync(path, 'utf8'), target, boom);
  const plugin: Plugin = {
    name: 'sabotage',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, (loaded) => (loaded.path === path ? { contents, loader: 'ts' } : undefined));
    },
  };
  try {
    await bundle(folder, [plugin]);
    const bin = join(folder, 'mcp-smoke.js');
    writeFileSync(bin, "require('./index.js').start();\n");
    return await body(bin);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The build refuses a function that is assigned to: it gets another name, and what throws has its own. */
function planted(source: string, target: string, boom: (kept: string) => string): string {
  if (target.includes('.')) return `${source}\n${target} = ${boom(target)};\n`;
  const declared = new RegExp(`^(export )?((?:async )?function\\*? )${target}\\b`, 'm');
  const [, exported = ''] = declared.exec(source) ?? assert.fail(`there is no function ${target}`);
  return `${source.replace(declared, `$2${target}Kept`)}\n${exported}const ${target} = ${boom(`${target}Kept`)};\n`;
}
