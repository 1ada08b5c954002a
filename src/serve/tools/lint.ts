import { environmentSecrets } from '../../engine/environment-secrets.ts';
import { lintReport } from '../../engine/lint-report.ts';
import { lint } from '../../lint/lint.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { lintText } from '../../report/lint/text.ts';
import { createPalette } from '../../report/pretty/palette.ts';
import { reportAnswer, shortened } from '../report-answer.ts';
import { flag, object, REPORT, texts } from '../schemas.ts';
import { defineTool } from '../tool.ts';

interface Given {
  readonly paths: readonly string[];
  readonly failOnWarning?: boolean;
}

export const lintTool = defineTool<Given>({
  name: 'lint',
  title: 'Read the source of servers',
  description:
    'Reads the source of MCP servers in this folder (Python, JavaScript, TypeScript) for what will break them in a run: output to stdout, ' +
    'blocked event loops, results that cannot be serialised. Runs nothing. Finds less than run and probe do, and needs no server that starts.',
  inputSchema: object(
    {
      paths: { ...texts('Files and folders, relative to this folder; "." is all of it.'), minItems: 1 },
      failOnWarning: flag('A warning fails it, too.'),
    },
    ['paths'],
  ),
  outputSchema: REPORT,
  annotations: { readOnlyHint: true, openWorldHint: false },
  async call({ paths, failOnWarning = false }, { desk: { folder, env } }) {
    const found = await Promise.all(paths.map((one) => folder.inside(one)));
    const startedAt = new Date();
    const redactor = createRedactor(environmentSecrets(env));
    const result = lint(found, folder.root, folder.root);
    const report = lintReport(result, { startedAt, failOnWarning, scannedFiles: 0, redactor, cwd: folder.root, env });
    const { structured } = reportAnswer({ report });
    return { text: shortened(lintText(report, { palette: createPalette(false), verbosity: 0 })), structured };
  },
});
