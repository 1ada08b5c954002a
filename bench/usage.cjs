/** Loaded into a process that is measured: what it took itself, without its children, into the file that BENCH_USAGE names. */
const { writeFileSync } = require('node:fs');

const file = process.env.BENCH_USAGE;
delete process.env.BENCH_USAGE;
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(file, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: (maxRSS * 1024) / 1e6 }));
});
