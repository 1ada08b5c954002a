/** Valid JavaScript and TypeScript that the grammar does not know, blanked out; every character keeps its place. */

export function javascriptForGrammar(text: string): string {
  return (
    text
      .replace(/^\ufeff/, ' ')
      // `catch (error: unknown)`
      .replace(/(\bcatch\s{0,20}\(\s{0,20}[\w$]{1,100}\s{0,20})(:\s{0,20}(?:any|unknown)\s{0,20})(?=\))/g, blank)
      // `import a from './a.json' with { type: 'json' }`
      .replace(
        /(\bfrom\s{0,20}(?:'[^'\n]{1,300}'|"[^"\n]{1,300}")\s{0,20})((?:with|assert)\s{0,20}\{[^{}\n]{0,200}\})/g,
        blank,
      )
  );
}

function blank(_: string, kept: string, dropped: string): string {
  return kept + ' '.repeat(dropped.length);
}
