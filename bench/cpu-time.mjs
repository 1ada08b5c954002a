/** Preloaded by `NODE_OPTIONS=--import`: when mcp-smoke ends, its own processor time goes as a line of milliseconds to `CPU_TIME_TO`. */
import { appendFileSync } from 'node:fs';

const file = process.env.CPU_TIME_TO;
if (file !== undefined && /\bmcp-smoke(?:\.js)?$/.test(process.argv[1] ?? '')) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    appendFileSync(file, `${(user + system) / 1000}\n`);
  });
}
