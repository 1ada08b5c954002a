/** What the doctor has found, for people; nothing secret in it. */
import { examine, type Mistake } from '../doctor/doctor.ts';
import type { Line } from '../doctor/section.ts';
import { environmentSecrets } from '../engine/environment-secrets.ts';
import { secretsOf } from '../engine/probed.ts';
import { VERSION } from '../engine/version.ts';
import { type Plan, UsageError } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { Palette } from '../report/pretty/palette.ts';
import { toldCommand } from '../text/command-line.ts';
import { excerpt } from '../text/excerpt.ts';
import { printable, printableBlock } from '../text/printable.ts';
import { displayWidth, padToWidth } from '../text/width.ts';
import { environmentOf } from './options.ts';
import { type ColourArguments, stdoutPalette } from './palette.ts';
import { soundFrom } from './plans.ts';

const WORDS: Readonly<Record<Line['state'], string>> = { ok: 'OK', note: 'NOTE', missing: 'MISSING', wrong: 'WRONG' };
const PAINTS = { ok: 'good', note: 'notice', missing: 'notice', wrong: 'bad' } as const;
const STATE_COLUMNS = 7;
const WIDEST = 34;
const LONGEST = 2000;

/** Resolves with the exit code: 1 where something will keep a run from passing. */
export async function doctor(argv: Parameters<typeof soundFrom>[0] & ColourArguments): Promise<number> {
  const { plans, mistakes } = await smokeFiles(argv);
  const env = environmentOf(argv['env-file']) as NodeJS.ProcessEnv;
  const { sections, specs } = await examine({ cwd: process.cwd(), env, plans, mistakes });
  const own = [...plans.flatMap(({ secrets }) => secrets), ...specs.flatMap((spec) => secretsOf(spec))];
  const { text } = createRedactor([...own, ...environmentSecrets(env)]);
  const palette = stdoutPalette(argv);
  process.stdout.write(`mcp-smoke ${VERSION}\n`);
  for (const { title, lines } of sections) {
    const width = Math.min(WIDEST, Math.max(...lines.map(({ what }) => displayWidth(what))));
    process.stdout.write(`\n${title}\n${lines.map((line) => rowOf(line, width, { clean: text, palette })).join('')}`);
  }
  return sections.some(({ lines }) => lines.some(({ state }) => state === 'wrong')) ? 1 : 0;
}

interface Manner {
  readonly clean: (text: string) => string;
  readonly palette: Palette;
}

function rowOf({ state, what, command, about }: Line, width: number, { clean, palette }: Manner): string {
  const word = palette[PAINTS[state]](WORDS[state]) + ' '.repeat(STATE_COLUMNS - WORDS[state].length);
  const head = `  ${word} ${padToWidth(printable(clean(what)), width)}  `;
  const told = command === undefined ? '' : toldCommand(clean(command));
  const [first = '', ...more] = printableBlock(told + excerpt(clean(about), LONGEST)).split('\n');
  return [head + first, ...more.map((line) => `${' '.repeat(STATE_COLUMNS + 5)}${line}`)]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** No file at all is no mistake here, and one that cannot be used hides no other. */
async function smokeFiles(argv: Parameters<typeof soundFrom>[0]): Promise<{ plans: Plan[]; mistakes: Mistake[] }> {
  try {
    const { plans, errors } = await soundFrom(argv);
    return {
      plans,
      mistakes: errors.map(({ message, place }) => ({ ...(place ? { file: place.file } : {}), about: message })),
    };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const isNone = argv.files.length === 0 && error.message.startsWith('no smoke file here');
    return { plans: [], mistakes: isNone ? [] : [{ about: error.message }] };
  }
}
