/** The page to hand over, printed by a Chromium of this machine. What is searched for secrets is the page that it prints. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ReportRefused } from '../model.ts';
import { abortSignalOf, type StopSignal } from '../stopping.ts';
import { type Browser, withBrowser } from './pdf/browser.ts';
import { findChromium, NO_CHROMIUM } from './pdf/find.ts';

/** Only where Chromium hangs: a large report takes a few seconds. */
const PATIENCE_MS = 120_000;
/** A4, in inches; the margins are those of the page's own style. */
const PAPER = { paperWidth: 8.27, paperHeight: 11.69, preferCSSPageSize: true, printBackground: true };
/** For screen readers, and with headings to jump to. */
const ACCESS = { generateTaggedPDF: true, generateDocumentOutline: true };

/** Throws ReportRefused where there is no Chromium, or where it does not print. */
export async function printPdf(html: string, giveUp?: StopSignal): Promise<Uint8Array> {
  const path = findChromium();
  if (path === undefined) throw new ReportRefused(NO_CHROMIUM);
  const limit = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await withBrowser(path, giveUp ? AbortSignal.any([abortSignalOf(giveUp), limit]) : limit, (browser) =>
      print(browser, html),
    );
  } catch (error) {
    throw new ReportRefused(`${path} did not print it: ${(error as Error).message}`);
  }
}

async function print(browser: Browser, html: string): Promise<Uint8Array> {
  const file = join(browser.folder, 'report.html');
  await writeFile(file, html, { mode: 0o600 });
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const attached = await browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
  browser.attach(attached.sessionId);
  await browser.send('Page.enable');
  await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
  const loaded = browser.event('Page.loadEventFired');
  await browser.send('Page.navigate', { url: pathToFileURL(file).href });
  await loaded;
  const { data } = await browser.send<{ data: string }>('Page.printToPDF', { ...PAPER, ...ACCESS });
  return Buffer.from(data, 'base64');
}
