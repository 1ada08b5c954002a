import { cleanByEnvironment } from '../../engine/environment-secrets.ts';
import { type Plan, UsageError } from '../../model.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { plural } from '../../text/plural.ts';
import { shortened } from '../report-answer.ts';
import { object, string, texts } from '../schemas.ts';
import { readPlans, smokeFiles } from '../smoke-files.ts';
import { defineTool } from '../tool.ts';

interface Given {
  readonly files?: readonly string[];
  readonly var?: Readonly<Record<string, string>>;
}

const MOST_FILES = 200;

const FILE = object(
  {
    file: string('Relative to the folder.'),
    name: string('What it calls itself.'),
    steps: { type: 'integer', minimum: 0 },
    todo: {
      type: 'array',
      items: { type: 'string' },
      description: 'Steps that are skipped until somebody fills them in.',
    },
  },
  ['file', 'name', 'steps', 'todo'],
);

export const checkTool = defineTool<Given>({
  name: 'check',
  title: 'Check smoke files',
  description:
    'Reads smoke files of this folder and says whether they can be run, without starting a server. A mistake is answered as an error, ' +
    'with line and column, what is allowed there, and what may have been meant.',
  inputSchema: object({
    files: texts('Smoke files or folders, relative to this folder. Default: smoke.yaml, *.smoke.yaml and smoke/.'),
    var: {
      type: 'object',
      properties: {},
      additionalProperties: { type: 'string' },
      description: 'Variables of the file by their names, in the place of those in it.',
    },
  }),
  outputSchema: object({ files: { type: 'array', items: FILE } }, ['files']),
  annotations: { readOnlyHint: true, openWorldHint: false },
  async call({ files, ...given }, { desk }) {
    const { folder, env } = desk;
    const found = await smokeFiles(files, folder);
    const { plans, unread } = await readPlans(found, given, desk, false);
    const bad = unread.flatMap(({ problems }) =>
      problems.map(({ message, hint, place }) => told(message, hint, place)),
    );
    if (bad.length > 0) throw new UsageError(bad.join('\n'));
    const { text } = createRedactor(plans.flatMap(({ secrets }) => secrets));
    const clean = (one: string) => cleanByEnvironment(text(one), env);
    const checked = plans.slice(0, MOST_FILES).map((plan) => fileOf(plan, clean));
    const lines = checked.map(({ file, name, steps, todo }) =>
      [`OK  ${file}  ${name}: ${plural(steps, 'step')}`, ...todo].join('\n'),
    );
    return { text: shortened(`${lines.join('\n')}\n`), structured: { files: checked } };
  },
});

function told(
  message: string,
  hint: string,
  { file, line, column }: { file: string; line: number; column: number },
): string {
  return [`${file}:${line}:${column}: ${message}`, ...(hint === '' ? [] : [hint])].join('\n  ');
}

function fileOf({ file, name, steps, teardown }: Plan, clean: (text: string) => string) {
  const all = [...steps, ...teardown];
  const notes = all.flatMap(({ todo, target }) =>
    todo ? [`TODO  ${todo.at.file}:${todo.at.line}:${todo.at.column}  ${target}: ${todo.text}`] : [],
  );
  return { file, name: clean(name), steps: all.length, todo: [...new Set(notes)].map(clean) };
}
