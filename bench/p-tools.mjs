/** P12: what each tool with two schemas costs: a list of 1,000 against one of 10, in processor time of ours alone. */
import { fileURLToPath } from 'node:url';
import { row } from './cases.mjs';
import { BIN, measure } from './measure.mjs';

const SERVER = fileURLToPath(new URL('many-tools-server.mjs', import.meta.url));
const [FEW, MANY] = [10, 1000];

/** Ordinary schemas, all different; and the same with a rare keyword in each input schema. */
export async function measureTools(rounds) {
  return [
    await each('P12', 'each of 1,000 tools with two ordinary schemas', [], rounds),
    await each('P12 odd', 'the same with a rare keyword in each', ['--odd'], rounds),
  ];
}

async function each(id, name, more, rounds) {
  const probe = (count) => [BIN, 'probe', '--', process.execPath, SERVER, `--count=${count}`, ...more];
  const [few, many] = await measure(
    [
      ['few', probe(FEW)],
      ['many', probe(MANY)],
    ],
    rounds,
  );
  return { ...row(id, name, many, few), eachMs: (many.cpuMs - few.cpuMs) / (MANY - FEW) };
}
