/**
 * Valid Python that the grammar does not know, written so that it does. Every character keeps its place, so that offsets
 * are those of the text; names and strings are read from the text itself.
 */

/** Stands for a bare `yield`, which the grammar wants a value for. */
export const BARE_YIELD = '_____';

export function pythonForGrammar(text: string): string {
  return (
    withoutParentheses(text)
      .replace(/^\ufeff/, ' ')
      // `with a as (b, c):`, and `as a.b:`
      .replace(
        /(\bas\s{0,20})(\((?:[^()]|\([^()]{0,300}\)){0,300}\))(?=\s{0,80}[:,)])/g,
        (_, as: string, names: string) => as + line(names),
      )
      .replace(
        /(\bas\s{1,20})([A-Za-z_]\w{0,99}(?:\.\w{1,100}){1,9})(?=\s{0,80}[:,)])/g,
        (_, as: string, name: string) => as + line(name),
      )
      // A comma after the last of several in parentheses.
      .replace(/(\bas\s{1,20}\w{1,500}\s{0,80}),(?=\s{0,80}\))/g, '$1 ')
      .replace(/\byield(?=[ \t]{0,80}(?:\r?\n|[#);]|$))/g, BARE_YIELD)
      // `print = out.append`: a statement of Python 2, where it is no call.
      .replace(/^([ \t]{0,200})print(?=[ \t]{0,80}(?::|=(?!=)))/gm, '$1_____')
      // `20.`
      .replace(/(?<![\w.])(\d[\d_]{0,80})\.(?![\w.])/g, '$10')
      // `for a, *b in c`
      .replace(/(\bfor\s{1,20}(?:[\w(]{1,100}\s{0,20},\s{0,20}){0,20})\*(?=\w)/g, '$1 ')
      // `case Point():`
      .replace(/^[ \t]{0,200}case\b.{0,500}$/gm, (pattern) => pattern.replaceAll('()', '  '))
  );
}

function line(text: string): string {
  return '_'.repeat(text.length);
}

const LONGEST_HEAD = 5_000;
const TOKEN = /("""|''')[\s\S]*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|\bas\b|[()[\]{}\n]/g;

/** `with (a as b, c as d):` on one line, without the parentheses. */
function withoutParentheses(text: string): string {
  let result = '';
  let done = 0;
  for (const { index, 0: head } of text.matchAll(/\bwith\s{0,20}\(/g)) {
    const open = index + head.length - 1;
    const body = open < done ? undefined : itemsFrom(text.slice(open, open + LONGEST_HEAD));
    if (body === undefined) continue;
    result += text.slice(done, open) + body;
    done = open + body.length;
  }
  return result + text.slice(done);
}

/** From one parenthesis to the other; undefined where nothing is named in them, or they are not the whole head. */
function itemsFrom(text: string): string | undefined {
  let result = '';
  let done = 0;
  let depth = 0;
  let isNamed = false;
  for (const { index, 0: token } of text.matchAll(TOKEN)) {
    if (/^[([{]$/.test(token)) depth++;
    else if (/^[)\]}]$/.test(token)) depth--;
    else if (token === 'as' && depth === 1) isNamed = true;
    const isEnd = depth === 0;
    const isBlank = token === '\n' || token.startsWith('#') || index === 0 || isEnd;
    result += text.slice(done, index) + (isBlank ? ' '.repeat(token.length) : token);
    done = index + token.length;
    if (isEnd) return isNamed && /^\s{0,80}:/.test(text.slice(done)) ? result.replace(/,(\s*)$/, ' $1') : undefined;
  }
  return undefined;
}
