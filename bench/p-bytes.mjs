/** Much at once: a large answer, and lines without end that are no messages. */
import { floor, measured, row, smoke, smokeFile, withFiles } from './cases.mjs';

/** An answer of 100 MB on one line, against a linear splitter that joins and parses it once. */
export async function measureBigAnswer(rounds) {
  const step = '{ tool: big, args: { megabytes: 100 }, expect: { text: { endsWith: xx } } }';
  const more = 'limits: { message: 128MiB }\nrules: { result-too-big: off }\n';
  return withFiles({ 'big.yaml': smokeFile('big', [step], more) }, async (at) => {
    const cases = { floor: floor('big', 100), big: smoke('run', at('big.yaml')) };
    const figures = await measured(cases, rounds);
    return [row('P10', 'an answer of 100 MB against a linear splitter', figures.big, figures.floor)];
  });
}

/** 200 MB of lines that are no messages, in one call. */
export async function measureJunk(rounds) {
  const step = '{ tool: junk, args: { megabytes: 200 } }';
  return withFiles({ 'junk.yaml': smokeFile('junk', [step], 'rules: { stdout-noise-call: off }\n') }, async (at) => {
    const cases = { floor: floor('junk', 200), junk: smoke('run', at('junk.yaml')) };
    const figures = await measured(cases, rounds);
    const one = row('P11', '200 MB of junk lines against the splitter', figures.junk, figures.floor);
    return [one, { ...one, id: 'P11 memory', name: 'peak memory of that' }];
  });
}
