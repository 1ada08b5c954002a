/** Tables, statuses and lists of tools. */
export const TABLE_STYLE = `
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line)}
tr:last-child>*{border-bottom:0}thead th{overflow-wrap:normal;color:var(--soft);font-weight:500;font-size:.85rem}
tbody th{font-weight:500}.note{color:var(--soft)}
.number,thead th:last-child:not(:nth-child(6)){text-align:right;padding-right:0;white-space:nowrap;font-variant-numeric:tabular-nums}
.servers{min-width:38rem}.checks td:first-child{width:5.6rem}.checks thead th:last-child{text-align:right}
.pill{display:inline-block;min-width:4.2rem;padding:.05rem .5rem;border-radius:99px;text-align:center;font-size:.76rem;font-weight:650;letter-spacing:.03em;overflow-wrap:normal}
.pill.passed{background:var(--good-soft);color:var(--good)}.pill.failed,.pill.broken{background:var(--bad-soft);color:var(--bad)}
.pill.flaky{background:var(--late-soft);color:var(--late)}.pill.skipped{background:var(--calm-soft);color:var(--calm)}
.calls{min-width:56rem;font-size:.86rem}.calls td{padding-right:.8rem}.calls pre{margin:0;padding:0;background:none;max-height:14rem}
.calls .number{text-align:right;padding-right:.8rem}.tag{font-size:.78rem;color:var(--late)}
.share{display:block;width:100%;height:8px;margin:0 0 .7rem;border-radius:4px}.share .whole{fill:var(--calm-soft)}.share .part{fill:var(--good)}
.tools{list-style:none;margin:0;padding:0;columns:16rem;column-gap:2rem}
.tools li{display:flex;justify-content:space-between;gap:1rem;padding:.2rem 0;break-inside:avoid}
.tools span{color:var(--good);font-size:.88rem;white-space:nowrap}.tools .untested span{color:var(--late)}
@media (max-width:34rem){.checks:not(.servers){display:block}.checks:not(.servers) thead{display:none}.checks:not(.servers) tbody{display:block}
.checks:not(.servers) tr{display:grid;grid-template-columns:4.6rem 1fr auto;gap:0 .8rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
.checks:not(.servers) tr>*{border:0;padding:0;width:auto}.checks:not(.servers) .note{grid-row:2;grid-column:2/4;font-size:.9rem}
.checks:not(.servers) .number{grid-row:1;grid-column:3}}
@media print{.scroll{overflow:visible}.calls{min-width:0}}`;
