/** Plain forms of a command line mean to our own reader what they mean to yargs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Command, nameOf } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { parsePlain } from '../src/cli/plain.ts';
import { parseByYargs } from '../src/cli/yargs.ts';

const word = fc.constantFrom(
  'a.yaml',
  '7',
  'x=y',
  '2s',
  'run',
  'json=out.json',
  '007',
  '1e3',
  'a b',
  'ä',
  '.',
  '"q"',
  '',
);

/** What may stand for one option, plainly or not. */
function optionWords(command: Command): fc.Arbitrary<string[]> {
  const forms = Object.entries(command.options).flatMap(
    ([name, { type, alias, choices }]): fc.Arbitrary<string[]>[] => {
      const dashed = [`--${name}`, ...(typeof alias === 'string' ? [`-${alias}`] : [])];
      if (type === 'boolean') return [...dashed, `--no-${name}`].map((one) => fc.constant([one]));
      if (type === 'count') return [...dashed, `-${alias}${alias}`].map((one) => fc.constant([one]));
      const value = fc.oneof(word, ...(choices ?? []).map((choice) => fc.constant(String(choice))));
      return [value.map((one) => [`--${name}`, one]), value.map((one) => [`--${name}=${one}`])];
    },
  );
  return forms.length === 0 ? fc.constant<string[]>([]) : fc.oneof(...forms);
}

const lines = fc.oneof(
  ...commands.map((command) =>
    fc
      .tuple(
        fc.array(
          fc.oneof(
            { weight: 3, arbitrary: optionWords(command) },
            word.map((one) => [one]),
          ),
          { maxLength: 5 },
        ),
        fc.boolean(),
        fc.option(fc.array(fc.constantFrom('node', '-e', '0', '--x', 'y'), { maxLength: 3 })),
      )
      .map(([parts, isNamed, rest]) => [
        ...(isNamed || !command.isDefault ? [nameOf(command)] : []),
        ...parts.flat(),
        ...(rest ? ['--', ...rest] : []),
      ]),
  ),
);

/** What a command may look at: its own names, in both cases. */
function seen(argv: Readonly<Record<string, unknown>>, { options, positionals }: Command): Record<string, unknown> {
  const names = [...Object.keys(options), ...Object.keys(positionals)];
  const both = names.flatMap((name) => [name, name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]);
  const rest = (argv['--'] as unknown[] | undefined)?.map(String);
  const values = Object.fromEntries(both.flatMap((name) => (argv[name] === undefined ? [] : [[name, argv[name]]])));
  return rest ? { ...values, '--': rest } : values;
}

test('what is read plainly is what yargs reads', async () => {
  let plainly = 0;
  await fc.assert(
    fc.asyncProperty(lines, async (line) => {
      const plain = parsePlain(line, commands);
      if (!plain) return;
      plainly++;
      const whole = await parseByYargs(line, commands);
      assert.equal(whole?.command, plain.command);
      assert.deepEqual(seen(plain.argv, plain.command), seen(whole!.argv, plain.command));
    }),
    { numRuns: 1500 },
  );
  // Far below what chance gives: the property must not hold of nothing.
  assert.ok(plainly > 50, `only ${plainly} were plain`);
});

test('the usual forms are plain', () => {
  const usual = [
    [],
    ['run'],
    ['smoke.yaml', '--report', 'junit=a.xml', '--report=json=b.json', '--jobs', '4', '-vv', '--no-color'],
    ['run', 'a.yaml', 'b.yaml', '--tag', 'x', '--max-time', '5m', '--fail-on-warning', '-q'],
    ['probe', '--', 'node', 'server.mjs', '--port', '-1'],
    ['probe', 'http://127.0.0.1:1/mcp', '--header', 'Authorization=TOKEN', '--call', 'read-only'],
    ['check', 'a.yaml'],
    ['explain', 'hang-tool'],
  ];
  assert.deepEqual(
    usual.filter((line) => parsePlain(line, commands) === undefined),
    [],
  );
});

test('what yargs would refuse, or explain, is left to it', () => {
  const odd = [
    ['--help'],
    ['run', '-h'],
    ['--version'],
    ['--nope'],
    ['--jobs', 'x'],
    ['--jobs'],
    ['--report'],
    ['--timeout', '1s', '--timeout', '2s'],
    ['report'],
    ['explain', 'a', 'b'],
    ['probe', '--call', 'all'],
    ['--jobs', '2', 'check'],
    ['--step', '-q'],
  ];
  assert.deepEqual(
    odd.filter((line) => parsePlain(line, commands) !== undefined),
    [],
  );
});
