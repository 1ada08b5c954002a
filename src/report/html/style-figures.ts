/** The time line and the latency plot. */
export const FIGURE_STYLE = `
figure{margin:0}figure svg{display:block}figure .scroll svg{min-width:760px;width:100%;height:auto}
figcaption{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;margin-top:.8rem;color:var(--soft);font-size:.85rem}
.sideways{display:none;color:var(--soft);font-size:.85rem;margin:0 0 .5rem}@media screen and (max-width:52rem){.sideways{display:block}}
.key{display:inline-flex;gap:.45rem;align-items:center}.key svg{flex:none}
figure text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--ink)}
figure .label,figure .axis{text-anchor:end}figure .axis{fill:var(--soft);font-size:11px}
figure .tick{text-anchor:middle;fill:var(--soft);font-size:11px}figure .value{fill:var(--soft);font-size:11.5px}
.grid{stroke:var(--line);stroke-width:1}.band{fill:none}.band.odd{fill:var(--band)}
.track{fill:var(--calm-soft)}.bar{stroke:none}.bar.passed{fill:var(--bar)}.bar.own{fill:var(--calm);fill-opacity:.6}
.bar.failed,.bar.broken{fill:var(--bad)}.bar.flaky{fill:var(--late)}
.ping{fill:var(--good);stroke:var(--paper);stroke-width:1.6}.lost{fill:none;stroke:var(--ink);stroke-width:2.4}
.stderr{fill:var(--late);stroke:var(--paper);stroke-width:1.2}.limit{stroke:var(--ink);stroke-width:2}.limit.soft{stroke-dasharray:3 2.5}
.sample{fill:none;stroke:var(--bar);stroke-width:2.4}.sample.failed{stroke:var(--bad)}`;
