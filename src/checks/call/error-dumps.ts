/** What a program or a gateway says when it has failed, as a whole text: stacks, panics, HTML error pages. */

/** Longer ones are documents. */
const LONGEST = 20_000;
const STACK =
  /^(?:Traceback \(most recent call last\)|panic: |fatal error: all goroutines are asleep|goroutine \d+ \[|thread '[^'\n]{0,100}' (?:\(\d+\) )?panicked at |Exception in thread "|Unhandled exception\.? |Uncaught (?:\w{0,60}Error|exception)|(?:PHP )?Fatal error: |(?:[a-z]\w{0,60}\.){1,10}[A-Z]\w{0,100}(?:Exception|Error)\b[^\n]{0,1000}\n\s{1,20}at )/;
/** Stands in each of them: the long expression takes its time to prepare. */
const HINT = /rror|xception|anic|goroutine|Traceback|Uncaught/;
const TITLE = /<title>([^<]{1,100})<\/title>/i;
const ERROR_PAGE =
  /^(?:error|server error|application error|(?:error:? ?)?[45]\d\d(?: ?[-:|–] ?| )?(?:error|internal server error|bad gateway|bad request|service (?:temporarily )?unavailable|gateway time-?out|not found|forbidden|unauthori[sz]ed|access denied)?|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|access denied|attention required! \| cloudflare)$/i;

export function isStack(text: string): boolean {
  return text.length <= LONGEST && HINT.test(text) && STACK.test(text.trimStart());
}

export function isErrorPage(text: string): boolean {
  if (text.length > LONGEST || !text.trimStart().startsWith('<')) return false;
  if (!/^\s*(?:<!doctype html|<html)\b/i.test(text)) return false;
  return ERROR_PAGE.test(TITLE.exec(text.slice(0, 5000))?.[1]?.trim() ?? '');
}
