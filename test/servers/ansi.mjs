/** Control characters, markup and CI commands in everything that people will read. */
import { errorResult, faulty, healthy, serve, textResult, tool } from './serve.mjs';

const EVIL =
  '\u001b[31mred\u001b[0m \u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007 \u0007\u0008\u202e<script>alert(1)</script>\n::error::x\n##[error]y\r';
const words = healthy ? 'plain' : EVIL;

if (!healthy) console.error(EVIL);
serve({
  tools: [
    tool(healthy ? 'loud' : 'lo\u001b[31mud', () => textResult(words), { title: words, description: words }),
    faulty(() => (healthy ? textResult(words) : errorResult(words))),
  ],
  initialize: (result) => ({ ...result, serverInfo: { name: words, version: words } }),
});
