/** Wordings that give the model orders which are no business of a description. English; each so narrow that no manual has it. */
import { isLookedFor, isTalkedAbout } from './talked-about.ts';

export interface Order {
  /** Follows "a sentence". */
  readonly what: string;
  readonly at: number;
  readonly length: number;
}

export interface Wording {
  readonly what: string;
  /** In small letters; without one of these there is nothing to look for: most texts have none. */
  readonly words: readonly string[];
  /** Parts of a server in which it is no order to anybody. */
  readonly notIn?: readonly string[];
  /** Global, and without any repetition that is not bounded. Made where it is looked for: each costs V8 some microseconds. */
  readonly pattern: () => RegExp;
}

/** What comes after these makes it a manual: "do not tell the user that it is done until …". */
const MANUAL = '(?![^.!?\\n]{0,160}\\b(?:until|unless|before|yet|again|twice|exact|raw|internal)\\b)';
const USER = "(?:the |your |any )?(?:end[- ])?users?(?!['’\\w-])";
/** Whom one tells something; "do not tell the user to install it" says what to do instead. */
const TOLD_USER = `${USER}(?! (?:to|who|whose)\\b)`;
/** A parameter may override what it likes. */
const PARAMETERS = ['inputSchema', 'outputSchema', 'arguments'];
/** What the server says of itself as a whole: its own tools are meant. */
const INSTRUCTIONS = ['instructions'];
const NOT = "\\b(?:do not|don't|don’t|never|must not|should not|avoid)(?: ever)? ";

const INSTRUCTED =
  '(?:all |any )?(?:of )?(?:the |your |its )?(?:previous|prior|earlier|preceding|above|other|system|existing|original)(?: [a-z]{1,20})? (?:instructions?|prompts?|directives?|guidelines)\\b';

export const WORDINGS: readonly Wording[] = [
  {
    what: 'tells the model to keep something from the user',
    words: ['user'],
    pattern: () => new RegExp(`${NOT}(?:tell|inform|alert|telling|informing) ${TOLD_USER}${MANUAL}`, 'gi'),
  },
  {
    what: 'tells the model to keep something from the user',
    words: ['user'],
    pattern: () =>
      new RegExp(
        `${NOT}(?:mention|reveal|disclose|mentioning|revealing) (?:this|that|it|them|these|any of (?:this|these)|(?:this|these) [a-z]{1,20}) to ${USER}${MANUAL}`,
        'gi',
      ),
  },
  {
    what: 'tells the model to keep something from the user',
    words: ['user'],
    pattern: () => new RegExp(`\\bwithout (?:telling|informing|mentioning (?:this|that|it) to) ${TOLD_USER}`, 'gi'),
  },
  {
    what: 'tells the model to keep something from the user',
    words: ['user'],
    pattern: () =>
      new RegExp(
        `\\b(?:keep (?:this|these) (?:a )?(?:secret|hidden|private|confidential)|hide (?:this|these) (?:instructions?|orders?|steps?|notes?|sidenotes?)) from ${USER}`,
        'gi',
      ),
  },
  {
    what: 'tells the model to drop the instructions that it has',
    words: ['instruction', 'prompt', 'directive', 'guideline'],
    pattern: () => new RegExp(`\\b(?:ignore|disregard|forget) ${INSTRUCTED}`, 'gi'),
  },
  {
    what: 'tells the model to drop the instructions that it has',
    words: ['override'],
    notIn: PARAMETERS,
    pattern: () => new RegExp(`(?<=(?:^|[.!?:>\\n])\\s{0,10})override ${INSTRUCTED}`, 'gi'),
  },
  {
    what: 'tells the model what to do before it uses any tool, also of other servers',
    words: ['before'],
    notIn: INSTRUCTIONS,
    pattern: () =>
      /\bbefore (?:you )?(?:us(?:e|ing)|call(?:ing)?|invok(?:e|ing)|run(?:ning)?) any (?:other )?tools?\b(?!,? (?:of|from|in|on|here|that|which|to|so that)\b)(?=[^.!?\n]{0,200}\b(?:read|send|include|pass|fetch|open|cat|copy|upload|attach|append)\b)/gi,
  },
  {
    what: 'tells the model what to do before it uses any tool, also of other servers',
    words: ['before'],
    notIn: INSTRUCTIONS,
    pattern: () =>
      /(?:^|[.!?:>\n]\s{0,10})before (?:you )?(?:us(?:e|ing)|call(?:ing)?|invok(?:e|ing)|run(?:ning)?) any tools?\b(?! (?:of|from|in|on|here|that|which)\b)/gi,
  },
  {
    what: 'tells the model to hand over a file of secrets',
    words: ['content'],
    pattern: () =>
      /\b(?:read|open|cat|fetch|load)\b[^.!?\n]{0,40}(?:~|\$HOME|\/root|\/home\/[\w$-]{1,32})?\/\.(?:ssh|aws|gnupg|cursor|env|npmrc|netrc)\b[^!?\n]{0,120}\b(?:pass|send|include|attach|put|append|use) (?:its|the|their|that|this) (?:full |entire |whole )?contents?\b/gi,
  },
  {
    what: 'pretends to be a message of the system',
    words: ['<|', 'inst]', '<<sys'],
    pattern: () => /<\|(?:im_start|start_header_id)\|>\s{0,5}system|\[\/?INST\]|<<SYS>>/g,
  },
];

/** Those that a text may hold; it is given in small letters. */
export function possibleIn(small: string, wordings: readonly Wording[] = WORDINGS): readonly Wording[] {
  return wordings.filter(({ words }) => words.some((word) => small.includes(word)));
}

/** In order of their places; what is quoted is talked about, not said. */
export function ordersIn(text: string, part: string, wordings: readonly Wording[]): Order[] {
  const possible = possibleIn(text.toLowerCase(), wordings).filter(({ notIn = [] }) => !notIn.includes(part));
  const found = possible.flatMap(({ what, pattern }) =>
    Array.from(text.matchAll(pattern()), ({ 0: { length }, index: at }) => ({ what, at, length })),
  );
  const said = found.filter(({ at }) => !isTalkedAbout(text, at) && !isLookedFor(text, at));
  return said.sort((a, b) => a.at - b.at).filter(({ at }, index, all) => index === 0 || at > all[index - 1]!.at);
}
