import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { perform } from '../../api/perform.ts';
import { onlyHostServer } from '../../engine/host-servers.ts';
import { PROBE_CHOICES, probePlan } from '../../engine/probe-plan.ts';
import { type Report, UsageError } from '../../model.ts';
import { type Listed, type Made, makeStarter } from '../../starter/make.ts';
import { countsText, unsetText } from '../../starter/summary.ts';
import { IN_CONFIG, type NamedServer } from '../named-server.ts';
import { reportAnswer, shortened } from '../report-answer.ts';
import { LIMITS, object, string } from '../schemas.ts';
import { type Answer, type Calling, type Desk, defineTool, placeOf, type ServedTool } from '../tool.ts';

interface Given extends NamedServer {
  readonly config: string;
  readonly write?: string;
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly maxTime?: string;
}

/** What a host passes on to the model; the whole of a longer file is to be written by the command line. */
const LONGEST = 60_000;
const count = { type: 'integer', minimum: 0 };
const COUNTS = ['ready', 'todo', 'skipped', 'left'];

/** `write` is offered only where it is allowed. */
export function initTool(mayWrite: boolean): ServedTool {
  const { timeout, connectTimeout, maxTime } = LIMITS;
  const write = string('Smoke file to write, relative to this folder; one that is there is not written over.');
  return defineTool<Given>({
    name: 'init',
    title: 'Begin a smoke file',
    description:
      'Starts a server of a host config of this folder, lists its tools, and gives the text of a first smoke file with a step for each. ' +
      `Calls no tool. ${mayWrite ? 'Writes the file only where `write` names one.' : 'Writes nothing: the text is in the answer.'}`,
    inputSchema: object(
      {
        ...IN_CONFIG,
        ...(mayWrite ? { write } : {}),
        timeout: timeout!,
        connectTimeout: connectTimeout!,
        maxTime: maxTime!,
      },
      ['config'],
    ),
    outputSchema: object(
      {
        text: string('The smoke file; left out where it was written, or is too long for an answer.'),
        written: string('Where it was written.'),
        counts: object(Object.fromEntries(COUNTS.map((name) => [name, count])), COUNTS),
        unset: {
          type: 'array',
          items: { type: 'string' },
          description: 'Variables that the file asks for and that are not set.',
        },
      },
      ['counts', 'unset'],
    ),
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: !mayWrite, openWorldHint: true },
    call: init,
  });
}

async function init(given: Given, calling: Calling): Promise<Answer> {
  const { desk } = calling;
  const path = await freePath(given.write, desk);
  const here = { cwd: desk.folder.root, env: desk.env };
  const { name, server, origin, secrets } = await onlyHostServer(
    await desk.folder.inside(given.config),
    given.server,
    here,
  );
  let listed: Listed | undefined;
  const onListed = (told: { readonly name?: string }, tools: readonly unknown[]) => {
    listed = { name: told.name ?? name, tools };
  };
  const plan = probePlan({ server, secrets, env: desk.env }, { ...given, name });
  const limit = given.maxTime === undefined ? {} : { maxTime: given.maxTime };
  const { report } = await desk.runs.run(placeOf(calling), (stage, tell) =>
    perform([plan], { ...PROBE_CHOICES, onListed }, limit, stage, tell),
  );
  if (!listed || calling.signal.aborted)
    throw new UsageError(`${whyNot(report)}there is no smoke file: the tools are not known`);
  const made = await makeStarter(listed, { origin, secrets, ...here, stop: calling.signal, path });
  if (made.leaked.length > 0)
    throw new UsageError(`the secret ${made.leaked.join(', ')} would stand in the smoke file`);
  return answer(made, path, desk.folder.root);
}

function whyNot(report: Report): string {
  return `${reportAnswer({ report }).text}\n`;
}

/** Throws UsageError for what may not be written, or is there. */
async function freePath(written: string | undefined, { folder }: Desk): Promise<string | undefined> {
  if (written === undefined) return undefined;
  const path = await folder.insideOrNew(written);
  if (!/\.ya?ml$/i.test(path)) throw new UsageError(`${written} is no name of a smoke file: it ends in .yaml or .yml`);
  return path;
}

async function answer(made: Made, path: string | undefined, root: string): Promise<Answer> {
  const { text, counts, unset } = made;
  const notes = [countsText(counts), ...unsetText(unset)].join('\n');
  if (path !== undefined) {
    await writeNew(join(root, path), path, text);
    return { text: `${path}: ${notes}\n`, structured: { written: path, counts, unset } };
  }
  if (text.length <= LONGEST) return { text: `${notes}\n\n${shortened(text)}`, structured: { text, counts, unset } };
  const instead = 'The file is too long for an answer; the command line writes it: mcp-smoke init --from CONFIG';
  return { text: `${notes}\n${instead}\n`, structured: { counts, unset } };
}

/** Never over one that is there, a link to nowhere included. */
async function writeNew(path: string, shown: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${shown} ${error.code === 'EEXIST' ? 'is there already' : `cannot be written: ${error.message}`}`,
    );
  });
}
