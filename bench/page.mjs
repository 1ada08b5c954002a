/** Puts the table of docs/performance.json into docs/performance.md, between its two marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge } from './targets.mjs';

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const FIGURES = fileURLToPath(new URL('../docs/performance.json', import.meta.url));
const [START, END] = ['<!-- bench -->', '<!-- /bench -->'];
const HEAD = ['', 'what', 'ours', 'floor', 'figure', 'CPU', 'peak', 'gate', 'goal', ''];

/** The page with the table of these figures in it. */
export function pageWith(page, { date, machine, rows }) {
  const [before, rest] = page.split(START);
  const after = rest.split(END)[1];
  const lines = [HEAD, HEAD.map(() => '---'), ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`);
  return `${before}${START}\n\nMeasured on ${date}: ${machine}.\n\n${lines.join('\n')}\n\n${END}${after}`;
}

function cells(row) {
  const { figure, gate, goal, verdict } = judge(row);
  const { id, name, ours, floor, cpuRatio, peakMb } = row;
  const told = [
    ms(ours),
    ms(floor),
    figure.toFixed(2),
    cpuRatio?.toFixed(2) ?? '',
    peakMb ? `${peakMb.toFixed(0)} MB` : '',
  ];
  return [id, name, ...told, gate, goal, verdict === 'missed' ? '**missed**' : verdict];
}

function ms(value) {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(PAGE, pageWith(readFileSync(PAGE, 'utf8'), JSON.parse(readFileSync(FIGURES, 'utf8'))));
