/** The YAML parser's complaints in our words. */
import type { ErrorCode } from 'yaml';

export interface Wording {
  readonly message: string;
  readonly hint?: string;
}

const QUOTE = 'put the value in quotes';

const WORDINGS: Partial<Record<ErrorCode, Wording>> = {
  TAB_AS_INDENT: { message: 'a tab in the indentation', hint: 'indent with blanks: YAML does not allow tabs' },
  MULTIPLE_DOCS: {
    message: 'a second YAML document begins here',
    hint: 'one file tests one server: move what follows `---` to a file of its own',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'a second `key:` inside a value',
    hint: 'quote the value if it holds a colon and a blank, or check the indentation',
  },
  BLOCK_IN_FLOW: {
    message: 'a second `key:` inside { … } or [ … ]',
    hint: 'quote the value if it holds a colon and a blank: { a: "x: y" }',
  },
  BAD_SCALAR_START: { message: 'this character cannot begin a plain value', hint: QUOTE },
  NON_STRING_KEY: { message: 'a key must be plain text' },
  BAD_DQ_ESCAPE: {
    message: 'an unknown escape in double quotes',
    hint: "use single quotes: 'a\\d' is taken as it is written",
  },
  TAG_RESOLVE_FAILED: { message: 'tags (`!name`) are not supported', hint: 'leave the tag out' },
  BAD_DIRECTIVE: { message: 'directives (`%YAML`, `%TAG`) are not supported', hint: 'leave the line out' },
};

/** `fallback` is the parser's own message. */
export function wordingOf(code: ErrorCode, fallback: string): Wording {
  return WORDINGS[code] ?? { message: `not valid YAML: ${fallback.charAt(0).toLowerCase()}${fallback.slice(1)}` };
}
