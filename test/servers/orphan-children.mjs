/**
 * Leaves a child behind. `--variant=group`: in its process group; `detached`: in a session of its own. `--stays`: lives on when
 * its stdin ends, for a minute at most; with `--healthy` too.
 */
import { spawn } from 'node:child_process';
import { healthy, serve, variant } from './serve.mjs';

const LIFE = 'setTimeout(() => {}, 60_000)';

if (!healthy) {
  const child = spawn(process.execPath, ['-e', LIFE, '--', ...process.argv.slice(2)], {
    stdio: 'ignore',
    detached: variant('group') === 'detached',
  });
  console.error(`child ${child.pid}`);
  child.unref();
}
if (process.argv.includes('--stays')) setTimeout(() => process.exit(0), 60_000);
serve(process.argv.includes('--stays') ? { ended: () => {} } : {});
