/** The page around everything: nothing may be loaded, run or sent. */
import { el, type Markup, text } from './markup.ts';
import { STYLE } from './style.ts';

export function page(title: string, body: readonly Markup[]): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
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
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the results</a>
${body.join('\n')}
<footer><p>Made by mcp-smoke, a smoke test for MCP servers that speaks to them as a client does.</p></footer>
</body>
</html>
`;
}
