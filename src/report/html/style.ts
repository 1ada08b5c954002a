/** The style sheet of the page, but for the running title of `style-page.ts`. It holds no text from outside. */
import { COLOURS } from './style-colours.ts';
import { FIGURE_STYLE } from './style-figures.ts';
import { PRINT_STYLE } from './style-print.ts';
import { TABLE_STYLE } from './style-tables.ts';

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem;background:var(--ground)}
body{max-width:66rem;margin:2rem auto;padding:0 3.5rem;background:var(--paper);color:var(--ink);border:1px solid var(--line);border-radius:8px;
font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.25;margin:0;font-weight:650}
h2{font-size:1.3rem;margin:0 0 1rem;letter-spacing:-.005em}h3{font-size:1.08rem;margin:0 0 .7rem}h4{font-size:1rem;margin:0 0 .6rem}
p{margin:0 0 .7rem}a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
code,pre{font:.84em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{background:var(--code);padding:.12em .32em;border-radius:3px}
pre{margin:0 0 .7rem;padding:.7rem .9rem;background:var(--code);border-radius:6px;white-space:pre-wrap}pre.frame{white-space:pre;overflow-x:auto}
.skip,.unseen{position:absolute;left:-999rem}.skip{background:var(--paper);padding:.6rem 1rem;z-index:1}.skip:focus{left:1rem;top:1rem}
.small{color:var(--soft);font-size:.88rem}`;

const MASTHEAD = `
.masthead{padding:3rem 0 2.4rem}
.brand{margin:0 0 1.6rem}.brand img{display:block;max-height:3.4rem;max-width:15rem}
.eyebrow{margin:0 0 .5rem;color:var(--soft);font-size:.8rem;letter-spacing:.08em;text-transform:uppercase}
h1{font-size:clamp(1.7rem,4.5vw,2.4rem);letter-spacing:-.018em;line-height:1.15;margin:0 0 .7rem}
.parties{font-size:1.08rem;margin:0 0 .2rem}.parties b{font-weight:600}
.date{color:var(--soft);font-size:.95rem;margin:0 0 1.6rem}
.verdict{display:flex;gap:1rem;align-items:center;padding:1.1rem 1.3rem;border-radius:8px;border-left:5px solid}
.verdict p{margin:0;font-size:1.16rem;line-height:1.4;font-weight:600}
.verdict.passed{background:var(--good-soft);border-color:var(--good)}.verdict.failed,.verdict.broken{background:var(--bad-soft);border-color:var(--bad)}
.mark{flex:none;width:2.4rem;height:2.4rem;padding:.5rem;border-radius:50%;fill:none;stroke:var(--paper);stroke-width:2.8;stroke-linecap:round;stroke-linejoin:round}
.mark.passed{background:var(--good)}.mark.failed,.mark.broken{background:var(--bad)}
.remark{margin:1.2rem 0 0;white-space:pre-line;max-width:46rem}`;

const PARTS = `
section{border-top:1px solid var(--line);padding:1.9rem 0 1.5rem}
.server{border-top:3px solid var(--ink);margin-top:1.6rem;padding-top:1.6rem}.server>h2{font-size:1.55rem;margin-bottom:.3rem}
.server>p{color:var(--soft);margin-bottom:1.4rem}
footer{border-top:1px solid var(--line);padding:1.2rem 0 2rem;color:var(--soft);font-size:.85rem}footer p{margin:0}
.facts{display:grid;gap:.3rem 0;margin:0;align-content:start}.facts div{display:grid;grid-template-columns:7.4rem 1fr;gap:.8rem}
.facts dt{color:var(--soft);overflow-wrap:normal}.facts dd{margin:0;white-space:pre-line}
.digest{display:block;color:var(--soft);font-size:.8rem;line-height:1.5}.digest code{padding:0;background:none}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:.3rem 2.4rem}
.step{margin:0 0 1.9rem}.step:last-child{margin-bottom:0}
.step>h3,.step>h4{display:flex;gap:.7rem;align-items:baseline;font-weight:600}
.finding{border-left:3px solid var(--calm);padding:.05rem 0 .05rem 1.1rem;margin:0 0 1.1rem}
.finding.error{border-color:var(--bad)}.finding.warning{border-color:var(--late)}
.finding p{white-space:pre-line;margin:0 0 .5rem}.finding .plainly{font-weight:600}.finding .message{color:var(--soft)}
.finding .facts div{grid-template-columns:6rem 1fr}.finding .facts{margin-bottom:.3rem}
.finding .frame{margin:.4rem 0}.finding .rule,.again{font-size:.8rem;color:var(--soft);margin:.35rem 0 0}.calm{color:var(--soft);margin:0}
.command{margin-bottom:.6rem}.sign-off{display:none}
details{margin-top:.4rem}details summary{cursor:pointer;font-weight:600;padding:.2rem 0}details[open] summary{margin-bottom:.7rem}
@media (max-width:52rem){body{margin:0;border:0;border-radius:0;padding:0 1.15rem}.masthead{padding-top:1.8rem}}
@media screen and (max-width:52rem){.columns{grid-template-columns:1fr}}
@media (max-width:34rem){.facts div{grid-template-columns:6.4rem 1fr}.verdict{padding:1rem;gap:.8rem}.verdict p{font-size:1.05rem}}`;

/** Of many servers a browser lays out those that are seen. */
const SETTINGS = `
@media screen{.server{content-visibility:auto;contain-intrinsic-size:auto 90rem}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--soft)}}
@media (forced-colors:active){.pill{border:1px solid}.mark{border:2px solid}.verdict{border:2px solid}}`;

export const STYLE = [COLOURS, BASE, MASTHEAD, PARTS, TABLE_STYLE, FIGURE_STYLE, PRINT_STYLE, SETTINGS]
  .join('')
  .replaceAll('\n', '');
