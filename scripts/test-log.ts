/** What node's test runner prints as TAP, read for failures. */

export interface Failure {
  readonly name: string;
  /** Undefined where it does not say it. */
  readonly file: string | undefined;
  /** It failed since a test in it did. */
  readonly isSuite: boolean;
  /** As it was printed. */
  readonly text: string;
}

/** A failure is `not ok`, and what stands indented below it up to `...`. */
export function failuresIn(log: string): Failure[] {
  const blocks = log.matchAll(/^( *)not ok \d+ - (.*)\n(?:\1 {2}---\n[\s\S]*?\n\1 {2}\.\.\.$)?/gm);
  return [...blocks].map(([text, , name]) => ({
    name: name!,
    file: /^ *location: '(.+):\d+:\d+'$/m.exec(text)?.[1],
    isSuite: /^ *failureType: 'subtestsFailed'$/m.test(text),
    text,
  }));
}

/** The names of tests that were run and passed. */
export function passedIn(log: string): Set<string> {
  const names = [...log.matchAll(/^ *ok \d+ - (.*)$/gm)].map(([, name]) => name!);
  return new Set(names.filter((name) => !/ # (?:SKIP|TODO)\b/.test(name)));
}

/** How many tests were run. */
export function testsIn(log: string): number {
  return Number(/^# tests (\d+)$/m.exec(log)?.[1] ?? 0);
}
