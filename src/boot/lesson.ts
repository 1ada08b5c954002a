/** What V8's code cache may learn of a run. Runs that are asked for the same thing compile the same; another thing, such as a report, more. */

/** A byte. */
export type Lesson = number;

/** Of a run that did not pass, whatever it was asked for: it may have ended at once, and knows little of what others need. */
const FAILED: Lesson = 0;
const MOST_OF_ONE = 4;
const MOST_OF_FAILED = 2;
/** To keep a cache takes some 10 ms. */
const MOST = 24;
/** Options, and what is given a file of its own: `--report`, `junit=`. */
const ASKED = /^-[\w-]+(?:=[\w-]+=)?|^\w+=/;

/** By its options; what files it reads and writes makes no difference. */
export function lessonOf(words: readonly string[], hasPassed: boolean): Lesson {
  if (!hasPassed) return FAILED;
  const asked = words.map((word) => ASKED.exec(word)?.[0] ?? '').sort();
  let sum = 0;
  for (const character of asked.join('')) sum = (sum * 31 + character.charCodeAt(0)) % 255;
  return sum + 1;
}

/** Whether a run adds to what a cache has been taught by others. */
export function isNews(lesson: Lesson, taught: readonly Lesson[]): boolean {
  if (lesson === FAILED) return taught.length < MOST_OF_FAILED;
  return taught.length < MOST && taught.filter((one) => one === lesson).length < MOST_OF_ONE;
}
