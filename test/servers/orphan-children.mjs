/** Leaves a child behind. `--variant=group`: in its process group; `detached`: in a session of its own. */
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
serve();
