/** What each figure may be at most. `of` says which figure of a row is held against it; a ratio where nothing is said. */
export const TARGETS = {
  P1: { gate: 1.8, goal: 1.25 },
  P2: { gate: 1.12, goal: 1.05 },
  P3: { gate: 4, goal: 2 },
  'P3 cold': {},
  P4: { gate: 2.2, goal: 1.6 },
  'P5 --version': { gate: 1.4, goal: 1.15 },
  'P5 --help': { gate: 2, goal: 1.4 },
  P6: { gate: 2.5, goal: 1.5 },
  'P6 growth': { gate: 10.5, goal: 10 },
  P6s: { gate: 5, goal: 2.5 },
  'P7 at 13 calls': { gate: 75, goal: 52, of: 'peakMb' },
  'P7 at 10,000 calls': { gate: 110, goal: 70, of: 'peakMb' },
  P8: { gate: 0.75, goal: 0.62 },
  P9: { gate: 0.7, goal: 0.62 },
  P10: { gate: 1.5, goal: 1.2 },
  P11: { gate: 1.8, goal: 1.2 },
  'P11 memory': { gate: 150, goal: 150, of: 'peakMb' },
  P12: { gate: 0.8, goal: 0.1, of: 'eachMs' },
  'P12 odd': { of: 'eachMs' },
  P13: { gate: 10, goal: 13, isAtLeast: true },
  P14: { gate: 1.3, goal: 1 },
};

/** The figure of `row` that counts, and whether it is within gate and goal. */
export function judge(row) {
  const { gate, goal, of = 'ratio', isAtLeast = false } = TARGETS[row.id];
  const figure = row[of];
  if (gate === undefined) return { figure, gate: '', goal: '', verdict: '' };
  const holds = (limit) => (isAtLeast ? figure >= limit : figure <= limit);
  return { figure, gate, goal, verdict: holds(goal) ? 'goal' : holds(gate) ? 'gate' : 'missed' };
}
