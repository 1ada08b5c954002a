/** A first smoke file from tools/list: commented, with a step per tool, and what is missing marked as such. */
import { isExcess, lexed } from '../config/lexed.ts';
import { MAX_BYTES } from '../config/limits.ts';
import type { Draft } from './draft.ts';
import { flow, plainText, quoted, remark } from './yaml.ts';

export interface StarterInput {
  /** What the server calls itself, or how it is reached. */
  readonly name: string;
  /** `server:` and what is below it, as lines. */
  readonly server: readonly string[];
  readonly drafts: readonly Draft[];
  /** Where an editor finds the JSON Schema. */
  readonly schemaPath: string;
}

export interface Starter {
  readonly text: string;
  /** Steps that run, that wait for a value, that are left out, and tools for which there was no room. */
  readonly counts: { readonly ready: number; readonly todo: number; readonly skipped: number; readonly left: number };
}

/** `check` accepts the text, whatever the tools are called and ask for. */
export function starterOf(input: StarterInput): Starter {
  const head = headOf(input);
  const steps = input.drafts.map(stepLines);
  let count = steps.length;
  while (count > 0 && !fits(head, steps.slice(0, count))) count = Math.floor(count * 0.8);
  const drafts = input.drafts.slice(0, count);
  const left = steps.length - count;
  const isSkipped = ({ skip }: Draft) => skip !== undefined;
  const isToDo = ({ skip, todo }: Draft) => skip === undefined && todo !== undefined;
  const tail = left > 0 ? [`  # There was no room for ${left} more tools.`] : [];
  const skipped = drafts.filter(isSkipped).length;
  const todo = drafts.filter(isToDo).length;
  return {
    text: textOf([...head, ...steps.slice(0, count).flat(), ...tail]),
    counts: { ready: count - skipped - todo, todo, skipped, left },
  };
}

function fits(head: readonly string[], steps: readonly (readonly string[])[]): boolean {
  const text = textOf([...head, ...steps.flat()]);
  return Buffer.byteLength(text) < MAX_BYTES * 0.9 && !isExcess(lexed(text));
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function headOf({ name, server, schemaPath, drafts }: StarterInput): string[] {
  return [
    `# yaml-language-server: $schema=${schemaPath}`,
    '#',
    '# A beginning, made from what the server lists; nothing was called. Run it with `mcp-smoke run`.',
    '# Inputs come from the schemas. A step with `todo:` is skipped until that line is gone; `mcp-smoke check` lists them.',
    `name: ${quoted(plainText(name) || 'smoke test')}`,
    '',
    ...server,
    '',
    ...(drafts.length === 0
      ? ['# The server lists no tools.', 'steps: []']
      : [
          '# A result without an error is expected where `expect` says nothing; better: expect: { text: { contains: … } }',
          'steps:',
        ]),
  ];
}

function stepLines({ tool, description, args, remarks, skip, todo }: Draft): string[] {
  const about = remark(description);
  const names = Object.entries(args);
  return [
    ...(about ? [`  # ${about}`] : []),
    `  - tool: ${quoted(tool)}`,
    ...(skip === undefined ? [] : [`    skip: ${quoted(skip)}`]),
    ...(todo === undefined ? [] : [`    todo: ${quoted(todo)}`]),
    ...(names.length === 0 ? [] : ['    args:']),
    ...names.map(([name, value]) => {
      const words = remark(remarks.get(name) ?? '', 80);
      return `      ${quoted(name)}: ${flow(value)}${words ? ` # ${words}` : ''}`;
    }),
    '',
  ];
}
