import { perform } from '../../api/perform.ts';
import { choicesFor, locksFor, PLAIN_RUN } from '../../engine/file-run.ts';
import type { JsonObject } from '../../model.ts';
import { assertKnown } from '../../run/selection.ts';
import { reportAnswer } from '../report-answer.ts';
import { flag, LIMITS, object, REPORT, string, texts } from '../schemas.ts';
import { readPlans, smokeFiles } from '../smoke-files.ts';
import { defineTool, placeOf } from '../tool.ts';

interface Given {
  readonly files?: readonly string[];
  readonly tag?: readonly string[];
  readonly step?: readonly string[];
  readonly grep?: string;
  readonly var?: Readonly<Record<string, string>>;
  readonly readOnly?: boolean;
  readonly bail?: boolean;
  readonly failOnWarning?: boolean;
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly maxTime?: string;
  readonly protocol?: string;
}

const VARIABLES: JsonObject = {
  type: 'object',
  properties: {},
  additionalProperties: { type: 'string' },
  description: 'Variables of the file by their names, in the place of those in it.',
};

export const runTool = defineTool<Given>({
  name: 'run',
  title: 'Run smoke files',
  description:
    'Runs smoke files of this folder against the MCP servers that they name: starts each server as a host would, makes the scripted ' +
    'calls, and says what passed and, of what failed, the cause, the place and the fix. Tools that say destructiveHint are called only ' +
    'where the file allows it. Nothing is written.',
  inputSchema: object({
    files: texts('Smoke files or folders, relative to this folder. Default: smoke.yaml, *.smoke.yaml and smoke/.'),
    tag: texts('Only steps with one of these tags.'),
    step: texts('Only steps of these names, and those they need.'),
    grep: string('Only steps whose name or target fits this regular expression.'),
    var: VARIABLES,
    readOnly: flag('Call only tools that say readOnlyHint.'),
    bail: flag('Stop a file at its first failure; teardown still runs.'),
    failOnWarning: flag('A warning fails the run.'),
    ...LIMITS,
  }),
  outputSchema: REPORT,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  async call({ files, tag = [], step = [], ...given }, calling) {
    const { desk } = calling;
    const found = await smokeFiles(files, desk.folder);
    const ran = await desk.runs.run(placeOf(calling), async (stage, tell) => {
      const known = await readPlans(found, given, desk, true);
      if (known.unread.length === 0) assertKnown(known.plans, { tags: tag, stepNames: step });
      const asked = { ...PLAIN_RUN, ...given, tag, step };
      const { plans, choices } = await choicesFor(known, asked, () => undefined);
      const locks = await locksFor(plans, {}, { ...stage.outside, isReadOnly: true });
      return perform(plans, choices, { ...given, locks }, stage, tell);
    });
    return reportAnswer(ran);
  },
});
