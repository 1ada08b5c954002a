/** Files of Linux's /proc, read by hand: there may be hundreds of them, at each end of a server. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PAGE = Buffer.allocUnsafeSlow(4096);
/** What the kernel gives in one piece. */
const SHORT = /(?:^|\/)(?:stat|schedstat|syscall)$/;

/** Empty where it ended while we looked, or belongs to somebody else. */
export function readProc(path: string): string {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(`/proc/${path}`, 'r');
    const length = readSync(descriptor, PAGE);
    if (SHORT.test(path)) return PAGE.toString('latin1', 0, length);
    const whole = Buffer.concat([PAGE.subarray(0, length), readFileSync(descriptor)]);
    return whole.toString(path.endsWith('/cmdline') ? 'utf8' : 'latin1');
  } catch {
    return '';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
