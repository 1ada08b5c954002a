/**
 * Valid Python that the grammar does not know, written so that it does. Every character keeps its place, so that offsets
 * are those of the text; names and strings are read from the text itself.
 */

/** Stands for a bare `yield`, which the grammar wants a value for. */
export const BARE_YIELD = '_____';

export function pythonForGrammar(text: string): string {
  return (
    text
      .replace(/^\ufeff/, ' ')
      // `with a as (b, c):`, and `as self.x:`
      .replace(/(\bas\s{0,20})(\([^()]{0,500}\))(?=\s{0,80}[:,)])/g, (_, as: string, names: string) => as + line(names))
      .replace(
        /(\bas\s{1,20})(self(?:\.\w{1,100}){1,9})(?=\s{0,80}[:,)])/g,
        (_, as: string, name: string) => as + line(name),
      )
      // A comma after the last of several in parentheses.
      .replace(/(\bas\s{1,20}\w{1,500}\s{0,80}),(?=\s{0,80}\))/g, '$1 ')
      .replace(/\byield(?=[ \t]{0,80}(?:\r?\n|[#);]|$))/g, BARE_YIELD)
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
