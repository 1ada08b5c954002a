/** On paper everything is there, folded parts too; pages are full, and what belongs together stays together. */
export const PRINT_STYLE = `
@media print{html{font-size:9.6pt}body{max-width:none;margin:0;padding:0;border:0;font-size:1rem;line-height:1.45}.skip{display:none}.masthead{padding:0 0 1.2rem}
h1{font-size:22pt}h2{margin-bottom:.7rem}section{padding:1.1rem 0 .9rem}h2,h3,h4{break-inside:avoid}.server{margin-top:0;padding-top:1rem}
h2,h3,h4,thead,summary,.step>h3,.step>h4,.plainly{break-after:avoid}tr,figure,.facts div,.verdict,.signature{break-inside:avoid}
p{orphans:3;widows:3}pre{orphans:4;widows:4;border:1px solid var(--line)}.calls pre{border:0}
.calls tr{break-inside:auto}table.calls{font-size:.9rem}.calls td,th,td{padding-top:.35rem;padding-bottom:.35rem}
thead{display:table-header-group}.step{margin-bottom:1.1rem}
.scroll{overflow:visible}table.calls,table.overview,table.paces{min-width:0}pre.frame{white-space:pre-wrap}.calls td:nth-child(2){width:20%}.calls td:nth-child(5){width:26%}.calls td:nth-child(6){width:32%}.calls td:nth-child(3),.calls .number{white-space:nowrap}
figure .scroll svg{min-width:0;width:100%}
details::details-content{content-visibility:visible;display:block;block-size:auto}summary{list-style:none}
a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sign-off{display:block;break-inside:avoid}.signature{margin:1.2rem 0 0}.places{display:grid;grid-template-columns:2fr 1fr 2fr;gap:1.4rem;margin:2.6rem 0 0}
.places span{border-top:1px solid var(--ink);padding-top:.2rem;font-size:8.5pt;color:var(--soft)}}`;
