/** What a run is given to test: smoke files by their paths, or objects of their shape. */
import { fileURLToPath } from 'node:url';
import type { Written } from '../config/load.ts';
import { UsageError } from '../model.ts';
import type { Given, SmokeFile } from './smoke-file.ts';

/** Paths as the command line takes them, and objects as the text that a file of them would have. Throws UsageError. */
export function givenOf(target: Given | readonly Given[]): (string | Written)[] {
  const all = Array.isArray(target) ? (target as readonly Given[]) : [target as Given];
  const objects = all.filter(isObject);
  return all.map((one) => {
    if (isObject(one)) return written(one, objects.length > 1 ? `(plan ${objects.indexOf(one) + 1})` : '(plan)');
    if (one instanceof URL) return pathOf(one);
    if (typeof one === 'string') return one;
    throw new UsageError(`smoke takes the path of a smoke file or an object of its shape, not ${kindOf(one)}`);
  });
}

/** JSON is YAML: it is read as a file is, with the same limits, and places in it. Throws UsageError for what JSON cannot say. */
export function written(plan: object, shown: string): Written {
  try {
    return { shown, text: `${JSON.stringify(plan, refuseOthers, 2)}\n` };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown} cannot be written as JSON: ${(error as Error).message.split('\n', 1)[0]}`);
  }
}

/** JSON would leave them out, or write null in their place. */
function refuseOthers(key: string, value: unknown): unknown {
  const isOther = typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint';
  const isNoNumber = typeof value === 'number' && !Number.isFinite(value);
  if (isOther || isNoNumber)
    throw new UsageError(`\`${key}\` is ${isNoNumber ? value : `a ${typeof value}`}: a plan holds JSON only`);
  return value;
}

function isObject(one: Given): one is SmokeFile {
  return typeof one === 'object' && one !== null && !(one instanceof URL);
}

function pathOf(url: URL): string {
  if (url.protocol === 'file:') return fileURLToPath(url);
  throw new UsageError(`${url.href} is no file; \`probe\` takes the URL of a server`);
}

export function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
