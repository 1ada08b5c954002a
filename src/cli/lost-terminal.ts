/** A terminal that was closed under us. */
import { closeSync } from 'node:fs';

/**
 * To be called at a SIGHUP. At its exit Node (seen with 20.20) restores the terminal's mode and aborts where the
 * terminal has gone, so that neither exit code nor last line would be ours; what is closed it leaves alone.
 */
export function surviveLostTerminal(): void {
  process.once('exit', () => {
    for (const fd of [0, 1, 2]) close(fd);
  });
}

function close(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // Closed already.
  }
}
