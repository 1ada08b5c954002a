/** `node bench/percall.mjs [ROUNDS [NAME …]]`: the measurements of calls and of bytes alone. */
import * as bytes from './p-bytes.mjs';
import * as calls from './p-calls.mjs';

const [rounds = '5', ...wanted] = process.argv.slice(2);
for (const [name, measureOne] of Object.entries({ ...calls, ...bytes })) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { name: title, ours, floor, ratio, cpuMs, floorCpuMs, cpuRatio, peakMb, floorPeakMb } of await measureOne(
    Number(rounds),
  )) {
    const figures = [
      `${ours.toFixed(0)} / ${floor.toFixed(0)} ms = ${ratio.toFixed(2)}`,
      `cpu ${cpuMs.toFixed(0)} / ${floorCpuMs.toFixed(0)} ms = ${cpuRatio.toFixed(2)}`,
      `${peakMb.toFixed(0)} / ${floorPeakMb.toFixed(0)} MB`,
    ];
    console.log(`${title.padEnd(52)} ${figures.join('   ')}`);
  }
}
