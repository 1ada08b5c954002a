/** The page around everything: nothing may be loaded, run or sent. */
import { el, type Markup, text } from './markup.ts';
import { STYLE } from './style.ts';
import { pageStyle } from './style-page.ts';

export interface Page {
  readonly title: string;
  /** Runs along the top of printed pages. */
  readonly running: string;
  /** There is a logo: a picture within the page may be shown. */
  readonly hasPicture: boolean;
  readonly body: readonly Markup[];
}

export function page({ title, running, hasPicture, body }: Page): string {
  const style = `${STYLE}${pageStyle(running)}`;
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256').update(style).digest('base64');
  const pictures = hasPicture ? ' img-src data:;' : '';
  const policy = `default-src 'none';${pictures} style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="mcp-smoke">
${el('title', {}, text(title))}
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
${body.join('\n')}
<footer><p>Made by mcp-smoke, a smoke test for MCP servers that speaks to them as a client does.</p></footer>
</body>
</html>
`;
}
