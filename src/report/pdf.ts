/** The page to hand over, printed by a Chromium of this machine. What is searched for secrets is the page that it prints. */
import type { Format } from './format.ts';
import { renderHtml } from './html.ts';

export const pdf: Format = {
  render: renderHtml,
  extension: 'pdf',
  convert: async (html, giveUp) => {
    const { printPdf } = await import('./pdf/print.ts');
    return printPdf(html, giveUp);
  },
};
