/** Results that the official client accepts, made by chance; and the property that our shapes never pass what it refuses. */
import assert from 'node:assert/strict';
import type { ScriptedKind } from '../../src/model.ts';
import { refusesResult, refusesToolList } from '../../src/session/official-judge.ts';
import { isSurelyResult, isSurelyToolList } from '../../src/session/official-shapes.ts';
import { Chance, mutated } from './chance.ts';

type Kind = ScriptedKind | 'list';
type Make = (chance: Chance) => unknown;

const text: Make = (chance) => chance.of(['', 'x', 'a b', '😀', '\u0000', 'text', 'x'.repeat(3000)]);
const anything: Make = (chance) => chance.of([null, 1, 'x', [], {}, { a: [{}] }, true]);
const base64: Make = (chance) => Buffer.from('x'.repeat(chance.below(20))).toString('base64');
const moment: Make = (chance) => {
  const two = (most: number) => String(1 + chance.below(most)).padStart(2, '0');
  const zone = chance.of(['Z', '+02:00', '-23:59']);
  return `${2000 + chance.below(99)}-${two(12)}-${two(28)}T${two(23)}:${two(59)}:${two(59)}${chance.of(['', '.5'])}${zone}`;
};
const meta: Make = (chance) => chance.some({ a: () => anything(chance), 'x/y': () => anything(chance) });

const icon: Make = (chance) => ({
  src: text(chance),
  ...chance.some({
    mimeType: () => text(chance),
    sizes: () => chance.list(2, () => '48x48'),
    theme: () => chance.of(['light', 'dark']),
  }),
});
const named = (chance: Chance) => ({
  name: text(chance),
  ...chance.some({ title: () => text(chance), icons: () => chance.list(2, () => icon(chance)) }),
});
const marks = (chance: Chance) => chance.some({ annotations: () => annotations(chance), _meta: () => meta(chance) });
const annotations: Make = (chance) =>
  chance.some({
    audience: () => chance.list(2, () => chance.of(['user', 'assistant'])),
    priority: () => chance.of([0, 1, 0.5]),
    lastModified: () => moment(chance),
    other: () => anything(chance),
  });

const contents: Make = (chance) => ({
  uri: chance.of(['file:///x', 'x:y', '', 'no uri at all', 'http://[']),
  ...chance.of([{ text: text(chance) }, { blob: base64(chance) }]),
  ...chance.some({ mimeType: () => text(chance), _meta: () => meta(chance) }),
});
const BLOCKS: readonly Make[] = [
  (chance) => ({ type: 'text', text: text(chance), ...marks(chance) }),
  (chance) => ({ type: 'image', data: base64(chance), mimeType: text(chance), ...marks(chance) }),
  (chance) => ({ type: 'audio', data: base64(chance), mimeType: text(chance), ...marks(chance) }),
  (chance) => ({ type: 'resource', resource: contents(chance), ...marks(chance) }),
  (chance) => ({
    ...{ type: 'resource_link', uri: text(chance), ...named(chance), ...marks(chance) },
    ...chance.some({ description: () => text(chance), mimeType: () => text(chance), size: () => chance.of([0, 1.5]) }),
  }),
];
const block: Make = (chance) => chance.of(BLOCKS)(chance);

const result = (chance: Chance) =>
  chance.some({
    _meta: () => ({
      ...(meta(chance) as object),
      ...chance.some({
        progressToken: () => chance.of(['x', 1]),
        'io.modelcontextprotocol/related-task': () => ({ taskId: text(chance) }),
      }),
    }),
    other: () => anything(chance),
  });

const schema: Make = (chance) => ({
  type: 'object',
  ...chance.some({
    properties: () => ({ a: {}, b: { type: 'string' } }),
    required: () => chance.list(2, () => chance.of(['a', 'b'])),
    additionalProperties: () => anything(chance),
  }),
});
const tool: Make = (chance) => {
  const flag = () => chance.is(0.5);
  return {
    ...named(chance),
    inputSchema: schema(chance),
    ...chance.some({
      description: () => text(chance),
      outputSchema: () => schema(chance),
      annotations: () =>
        chance.some({ title: () => text(chance), readOnlyHint: flag, destructiveHint: flag, idempotentHint: flag }),
      execution: () => chance.some({ taskSupport: () => chance.of(['required', 'optional', 'forbidden']) }),
      _meta: () => meta(chance),
    }),
  };
};

const RESULTS: Readonly<Record<Kind, Make>> = {
  call: (chance) => ({
    ...result(chance),
    ...chance.some({
      content: () => chance.list(3, () => block(chance)),
      structuredContent: () => meta(chance),
      isError: () => chance.is(0.5),
    }),
  }),
  resource: (chance) => ({ ...result(chance), contents: chance.list(3, () => contents(chance)) }),
  prompt: (chance) => ({
    ...result(chance),
    ...chance.some({ description: () => text(chance) }),
    messages: chance.list(3, () => ({ role: chance.of(['user', 'assistant']), content: block(chance) })),
  }),
  request: (chance) => result(chance),
  list: (chance) => ({
    ...result(chance),
    ...chance.some({ nextCursor: () => text(chance) }),
    tools: chance.list(3, () => tool(chance)),
  }),
};

export const KINDS = Object.keys(RESULTS) as Kind[];

/** Whether our shapes pass it; fails where the official client refuses what they pass. */
export async function passes(kind: Kind, message: unknown): Promise<boolean> {
  if (kind === 'list' && !Array.isArray((message as { tools?: unknown } | null)?.tools)) return false;
  const page = message as { tools: unknown[] };
  const isSure = kind === 'list' ? isSurelyToolList(page, 1000) : isSurelyResult(kind, message);
  if (isSure)
    assert.equal(await refusal(kind, message), undefined, `${kind}: ${JSON.stringify(message).slice(0, 2000)}`);
  return isSure;
}

/** What the official client's own schemas say. */
export async function refusal(kind: Kind, message: unknown): Promise<unknown> {
  return kind === 'list' ? refusesToolList(message as { tools: unknown[] }) : refusesResult(kind, message);
}

/** Makes `count` messages; a fifth of them are as a healthy server writes them, and those all pass. */
export async function assertNoneIsPassedInError(count: number, seed: number): Promise<{ passed: number }> {
  const chance = new Chance(seed);
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const kind = KINDS[index % KINDS.length]!;
    let message = RESULTS[kind](chance);
    const changes = chance.below(5);
    for (let change = 0; change < changes; change += 1) message = mutated(message, chance);
    const isPassed = await passes(kind, message);
    if (changes === 0) assert.ok(isPassed, `${kind}: healthy, and not passed: ${JSON.stringify(message)}`);
    if (isPassed) passed += 1;
  }
  return { passed };
}
