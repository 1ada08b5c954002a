/** The style sheet of the page. It holds no text from outside, so that its hash in the page's policy is all it takes. */
import { FIGURE_STYLE } from './style-figures.ts';
import { TABLE_STYLE } from './style-tables.ts';

/** One palette for light and one for dark; paper is always light. */
const COLOURS = `
:root{color-scheme:light dark;--paper:#fff;--ground:#f6f7f9;--ink:#1b2530;--soft:#5a6775;--line:#dfe4ea;--band:#f3f5f8;
--good:#1b7a48;--good-soft:#e4f4ea;--bad:#b3261e;--bad-soft:#fbe9e7;--late:#8a5a00;--late-soft:#fdf1d8;--calm:#51606f;--calm-soft:#eaeef2;
--accent:#1f5fa8;--bar:#5f8fc4;--code:#f3f5f8}
@media (prefers-color-scheme:dark){:root{--paper:#161c23;--ground:#0f1419;--ink:#e3e8ee;--soft:#9aa7b4;--line:#2b3540;--band:#1a2129;
--good:#6fce97;--good-soft:#15301f;--bad:#ff8a80;--bad-soft:#3a1917;--late:#f0bd5a;--late-soft:#352708;--calm:#a7b3bf;--calm-soft:#232c36;
--accent:#8ab8ee;--bar:#4f7fb5;--code:#1d252e}}
@media print{:root{color-scheme:light;--paper:#fff;--ground:#fff;--ink:#1b2530;--soft:#4a5663;--line:#cfd6dd;--band:#f6f7f9;
--good:#17693e;--good-soft:#eef7f1;--bad:#a3221b;--bad-soft:#fcf0ee;--late:#7a5000;--late-soft:#fdf6e6;--calm:#51606f;--calm-soft:#f1f3f5;
--accent:#1b2530;--bar:#5f8fc4;--code:#f6f7f9}}`;

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;
overflow-wrap:anywhere}
main,.masthead,footer{max-width:62rem;margin:0 auto;padding:0 1.5rem}
h1,h2,h3,h4{line-height:1.25}
h2{font-size:1.3rem;margin:0 0 .9rem}h3{font-size:1.08rem;margin:0 0 .7rem}h4{font-size:1rem;margin:0 0 .6rem}
p{margin:0 0 .7rem}a{color:var(--accent)}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
code,pre{font:.86em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{background:var(--code);padding:.1em .3em;border-radius:4px}
pre{margin:0 0 .7rem;padding:.7rem .9rem;background:var(--code);border-radius:6px;white-space:pre-wrap;max-height:24rem;overflow:auto}
.skip{position:absolute;left:-999rem;background:var(--paper);padding:.6rem 1rem;z-index:1}.skip:focus{left:1rem;top:1rem}
.small,.date{color:var(--soft);font-size:.9rem}`;

const PARTS = `
.masthead{padding-top:3.2rem;padding-bottom:1.6rem}
.eyebrow{margin:0 0 .8rem;color:var(--soft);font-size:.82rem;letter-spacing:.08em;text-transform:uppercase}
.verdict{display:flex;gap:1rem;align-items:flex-start}
.verdict h1{font-size:clamp(1.45rem,4vw,2.05rem);font-weight:650;margin:0;letter-spacing:-.01em}
.mark{flex:none;width:2.5rem;height:2.5rem;padding:.45rem;border-radius:50%;fill:none;stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}
.mark.passed{background:var(--good-soft);stroke:var(--good)}.mark.failed{background:var(--bad-soft);stroke:var(--bad)}
.mark.broken{background:var(--bad-soft);stroke:var(--bad)}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;margin:1.2rem 0 .4rem;padding:0}
.counts b{font-size:1.25rem;font-weight:650;font-variant-numeric:tabular-nums}
.counts .failed b,.counts .broken b{color:var(--bad)}.counts .flaky b,.counts .warnings b,.counts .warning b{color:var(--late)}.counts .passed b{color:var(--good)}
.date{margin:0}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.4rem 1.6rem;margin:0 0 1.2rem}
.server{margin:2.6rem 0 0;padding-top:1.2rem;border-top:1px solid var(--line)}.server>h2{font-size:1.5rem;margin-bottom:.3rem}
.server>p{color:var(--soft)}.server+section{margin-top:2.6rem}
footer{padding:1rem 1.5rem 3rem;color:var(--soft);font-size:.85rem}
.facts{display:grid;gap:.15rem 0;margin:0;align-content:start}.facts div{display:grid;grid-template-columns:7.2rem 1fr;gap:.8rem}
.facts dt{color:var(--soft);overflow-wrap:normal}.facts dd{margin:0}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:.15rem 2rem}
.step{margin:0 0 1.6rem}.step:last-child{margin-bottom:0}
.step>h3,.step>h4{display:flex;gap:.6rem;align-items:baseline;font-weight:600}
.finding{border-left:3px solid var(--calm);padding:.1rem 0 .1rem 1rem;margin:0 0 1rem}
.finding.error{border-color:var(--bad)}.finding.warning{border-color:var(--late)}
.finding .rule{margin:0 0 .2rem;font-size:.9rem;color:var(--soft)}.finding.error .rule b{color:var(--bad)}.finding.warning .rule b{color:var(--late)}
.finding .message{margin:0 0 .5rem;white-space:pre-line}.finding .facts div{grid-template-columns:4rem 1fr}
.finding .frame{margin:.4rem 0}.again{font-size:.9rem;color:var(--soft)}.calm{color:var(--soft);margin:0}
.command{margin-bottom:.5rem}
details summary{cursor:pointer;font-weight:600;padding:.2rem 0}details[open] summary{margin-bottom:.7rem}
@media (max-width:44rem){.columns{grid-template-columns:1fr}main,.masthead,footer{padding-left:1rem;padding-right:1rem}section{padding:1.1rem 1rem}
.facts div{grid-template-columns:6.6rem 1fr}}
@media print{body{font-size:10.5pt}.skip,section:has(>details.log:not([open])){display:none}.masthead{padding-top:0}section{border:0;border-radius:0;padding:0;margin:0 0 1.4rem}
main,.masthead,footer{max-width:none;padding-left:0;padding-right:0}pre{max-height:none;overflow:visible;border:1px solid var(--line)}
.finding,tr,figure,.facts div{break-inside:avoid}h2,h3,h4{break-after:avoid}a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
@media (prefers-contrast:more){:root{--soft:var(--ink);--line:var(--soft)}}
@media (forced-colors:active){.pill{border:1px solid}.mark{border:2px solid}}`;

export const STYLE = [COLOURS, BASE, PARTS, TABLE_STYLE, FIGURE_STYLE].join('').replaceAll('\n', '');
