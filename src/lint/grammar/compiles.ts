/** Whether Node can read what the grammar cannot. */
import { compileFunction } from 'node:vm';

/** As CommonJS, which is compiled and never run; what has `import` and `export` Node does not compile so. */
export function compiles(text: string): boolean {
  try {
    compileFunction(text.replace(/^#!.*/, ''), ['exports', 'require', 'module', '__filename', '__dirname']);
    return true;
  } catch {
    return false;
  }
}
