/** Tables, statuses and lists of tools. */
export const TABLE_STYLE = `
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.6rem 1rem .6rem 0;border-bottom:1px solid var(--line)}
tr>:last-child{padding-right:0}tbody tr:last-child>*{border-bottom:0}
thead th{overflow-wrap:normal;color:var(--soft);font-weight:500;font-size:.84rem;padding-top:0}
tbody th{font-weight:600}
.line{display:block;font-weight:400;font-size:.9rem;line-height:1.45;margin-top:.15rem}.expected{color:var(--soft)}.instead{color:var(--bad)}
.number,.checks thead th:last-child{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.checks td:first-child{width:8.4rem}
.pill{display:inline-flex;gap:.4rem;align-items:center;white-space:nowrap;font-size:.86rem;font-weight:600;overflow-wrap:normal}
.sign{flex:none;width:1.2rem;height:1.2rem;padding:.22rem;border-radius:50%;fill:none;stroke:var(--paper);stroke-width:3.4;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.25rem}
.passed{--tone:var(--good)}.failed,.broken{--tone:var(--bad)}.flaky{--tone:var(--late)}.skipped{--tone:var(--calm)}
.pill{color:var(--tone)}.pill .sign,.cell .sign{background:var(--tone)}.sign{background:var(--calm)}
.matrix .cell{text-align:center;white-space:nowrap;font-variant-numeric:tabular-nums}.matrix thead th:not(:first-child){text-align:center}
.overview thead th:nth-child(2){text-align:left}.overview td:first-child{width:8.4rem}table.overview{min-width:46rem}
.matrix td.change{text-align:center;color:var(--soft)}.newly-failing td.change{color:var(--bad);font-weight:600}.mended td.change{color:var(--good);font-weight:600}
.paces{margin-top:1rem}table.paces{min-width:36rem}.paces thead th:not(:first-child){text-align:right}.worse{color:var(--bad)}.better{color:var(--good)}
table.calls{min-width:54rem;font-size:.85rem}.calls td{padding-right:.8rem}.calls pre{margin:0;padding:0;background:none}
.calls .number{text-align:right;padding-right:.8rem}.tag{font-size:.78rem;color:var(--late)}
.share{display:block;width:100%;height:8px;margin:0 0 .8rem;border-radius:4px}.share .whole{fill:var(--calm-soft)}.share .part{fill:var(--good)}
.tools{list-style:none;margin:0;padding:0;columns:16rem;column-gap:2.4rem}
.tools li{display:flex;justify-content:space-between;gap:1rem;padding:.22rem 0;break-inside:avoid}
.tools span{color:var(--good);font-size:.88rem;white-space:nowrap}.tools .untested span{color:var(--late)}
@media screen and (max-width:44rem){table.overview,.overview tbody{display:block;min-width:0}.overview thead{display:none}
.overview tr{display:grid;grid-template-columns:repeat(4,auto);gap:.35rem .6rem;padding:.9rem 0;border-bottom:1px solid var(--line)}
.overview tr>*{border:0;padding:0;width:auto}.overview tr>th,.overview td:first-child{grid-column:1/5}.overview .cell{text-align:left;font-size:.86rem}
.overview td:nth-child(3),.overview td:nth-child(4){grid-column:span 2}
.overview td:nth-child(3)::after{content:" checks passed"}.overview td:nth-child(4)::after{content:" tools tested"}
.overview td:nth-child(5)::after{content:" start"}.overview td:nth-child(6)::after{content:" list"}.overview td:nth-child(7)::after{content:" schemas"}.overview td:nth-child(8)::after{content:" end"}}
@media (max-width:34rem){table.checks,table.checks tbody{display:block}.checks thead{display:none}
.checks tr{display:grid;grid-template-columns:1fr auto;gap:.1rem .8rem;padding:.8rem 0;border-bottom:1px solid var(--line)}
.checks tr>*{border:0;padding:0;width:auto}.checks tr>th{grid-row:2;grid-column:1/3}.checks .number{grid-row:1;grid-column:2}}`;
