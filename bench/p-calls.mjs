/** Calls one by one, in flight, scripted: what one of them costs, and whether many cost more than so many times one. */
import { echoes, floor, measured, row, smoke, smokeFile, withFiles } from './cases.mjs';

const [MANY, FEW] = [10_000, 1_000];

/** 10,000 calls one by one against the floor; what 10,000 cost of what 1,000 do. */
export async function measureCalls(rounds) {
  const files = {
    'many.yaml': smokeFile('many', [echoes(MANY)]),
    'few.yaml': smokeFile('few', [echoes(FEW)]),
  };
  return withFiles(files, async (at) => {
    const figures = await measured(
      {
        floor: floor('calls', MANY, 1),
        many: smoke('run', at('many.yaml')),
        few: smoke('run', at('few.yaml')),
      },
      rounds,
    );
    const { many, few } = figures;
    return [
      row('P6', 'one of 10,000 calls, one by one', many, figures.floor),
      row('P6 growth', '10,000 calls against 1,000', many, few),
    ];
  });
}

/** 1,000 scripted steps, a line of YAML each, with a JSON report, against 1,000 raw calls. */
export async function measureSteps(rounds) {
  const steps = Array.from(
    { length: FEW },
    (_, i) => `{ tool: echo, args: { text: message ${i} }, expect: { text: message ${i} } }`,
  );
  return withFiles({ 'steps.yaml': smokeFile('steps', steps) }, async (at) => {
    const argv = smoke('run', at('steps.yaml'), '--report', `json=${at('report.json')}`);
    const { steps: ours, floor: theirs } = await measured({ floor: floor('calls', FEW, 1), steps: argv }, rounds);
    return [row('P6s', '1,000 scripted steps, JSON report, against 1,000 raw calls', ours, theirs)];
  });
}

/** Peak memory at 13 and at 10,000 calls. */
export async function measureMemory(rounds) {
  const files = {
    'few.yaml': smokeFile('few', Array(13).fill(echoes(1))),
    'many.yaml': smokeFile('many', [echoes(MANY)]),
  };
  return withFiles(files, async (at) => {
    const cases = {
      'floor of few': floor('calls', 13, 1),
      few: smoke('run', at('few.yaml')),
      'floor of many': floor('calls', MANY, 1),
      many: smoke('run', at('many.yaml')),
    };
    const figures = await measured(cases, rounds);
    return [
      row('P7 at 13 calls', 'peak memory at 13 calls', figures.few, figures['floor of few']),
      row('P7 at 10,000 calls', 'peak memory at 10,000 calls', figures.many, figures['floor of many']),
    ];
  });
}

/** 1,000 calls, 8 in flight against one by one: of a server that answers at once, and of one that takes 2 ms. */
export async function measureInFlight(rounds) {
  const rows = [];
  for (const server of [[], ['--delay=2']]) {
    const files = {
      'single.yaml': smokeFile('single', [echoes(FEW)], '', server),
      'eight.yaml': smokeFile('eight', [echoes(FEW, 8)], '', server),
    };
    await withFiles(files, async (at) => {
      const { single, eight } = await measured(
        { single: smoke('run', at('single.yaml')), eight: smoke('run', at('eight.yaml')) },
        rounds,
      );
      const name = server.length === 0 ? 'answered at once' : 'answered after 2 ms';
      rows.push(row('P8', `1,000 calls, 8 in flight against one by one, ${name}`, eight, single));
    });
  }
  return rows;
}

/** 8 small servers, `--jobs 8` against one after the other. */
export async function measureJobs(rounds) {
  const names = Array.from({ length: 8 }, (_, i) => `server-${i}.yaml`);
  const files = Object.fromEntries(names.map((name) => [name, smokeFile(name, Array(5).fill(echoes(1)))]));
  return withFiles(files, async (at) => {
    const { single, eight } = await measured(
      { single: smoke('run', ...names.map(at)), eight: smoke('run', '--jobs', '8', ...names.map(at)) },
      rounds,
    );
    return [row('P9', '8 servers, --jobs 8 against one by one', eight, single)];
  });
}
