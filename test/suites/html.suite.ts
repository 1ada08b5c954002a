/**
 * The delivery report in headless Chromium: light, dark, narrow and print, by keyboard and by screen reader, with
 * hostile output. Screenshots go to MCP_SMOKE_SHOTS, where it is set, to be looked at.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { chromium, type Tab, withPage } from '../harness/chromium.ts';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { ROOT, smoke } from '../harness/smoke.ts';
import { fixture } from '../harness/suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-html-'));
after(() => rmSync(folder, { recursive: true }));

const EVIL = `"><img src=x onerror=alert(1)><script>alert(1)</script><style>*{display:none}</style></pre></table>`;
const notes = { command: process.execPath, args: [join(ROOT, 'examples/servers/notes.mjs')] };
const repeated = (name: string, tool: string, args: object) => ({
  name,
  tool,
  args,
  repeat: { count: 50, concurrency: 5 },
});
const FILES: Record<string, object> = {
  hostile: { name: EVIL, server: fixture('ansi.mjs'), steps: [{ name: EVIL, tool: 'faulty', args: { text: EVIL } }] },
  many: {
    server: notes,
    coverage: 'off',
    steps: Array.from({ length: 5 }, (_, index) => [
      repeated(`echo ${index}`, 'echo', { text: `message ${index} \${i}` }),
      repeated(`none ${index}`, 'get_note', { id: 'n_none' }),
    ]).flat(),
  },
};
for (const [name, file] of Object.entries(FILES)) writeFileSync(join(folder, `${name}.smoke.yaml`), stringify(file));

const RUNS: Record<string, readonly string[]> = {
  example: ['smoke.example.yaml'],
  broken: ['examples/broken.smoke.yaml'],
  several: ['smoke.example.yaml', 'examples/broken.smoke.yaml'],
  hostile: [join(folder, 'hostile.smoke.yaml')],
  many: [join(folder, 'many.smoke.yaml')],
  eras: ['examples/both-eras.smoke.yaml'],
  handed: [
    ...['smoke.example.yaml', '--title', 'Notes 1.2, acceptance', '--for', 'Contoso AG', '--by', 'Acme Ltd'],
    ...['--logo', join(ROOT, 'test/logos/acme.svg'), '--scope', 'staging, build 4711', '--note', EVIL],
  ],
};

/** Widths of screens; 360 is a small phone. */
const WIDTHS = [1280, 768, 360];

if (!chromium) console.log('SKIPPED the delivery report in a browser: there is no Chromium on this machine');
for (const [name, files] of Object.entries(RUNS)) {
  test(`${name}: readable everywhere`, { skip: chromium ? false : 'there is no Chromium' }, async (test) => {
    const html = join(folder, `${name}.html`);
    const { code, stderr } = await smoke(['run', ...files, '--report', `html=${html}`]);
    assert.ok(code === 0 || code === 1, stderr);
    await withPage(pathToFileURL(html).href, async (tab) => {
      await assertQuiet(tab, html);
      for (const scheme of ['light', 'dark']) {
        await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
        for (const width of WIDTHS) await assertFits(tab, width, `${name}-${scheme}-${width}`);
        assert.deepEqual(await tab.evaluate(LOW_CONTRAST), [], scheme);
      }
      await assertAccessible(tab, await axe(test));
      await assertKeyboard(tab);
      await assertNamed(tab);
      await assertPrints(tab, name);
    });
  });
}

test('--report pdf: the same page, printed by a Chromium that is gone afterwards', {
  skip: chromium ? false : 'there is no Chromium',
}, async () => {
  const pdf = join(folder, 'out.pdf');
  const { code, stderr } = await smoke(['run', 'examples/broken.smoke.yaml', '--report', `pdf=${pdf}`]);
  assert.equal(code, 1, stderr);
  assert.match(readFileSync(pdf, 'latin1'), /^%PDF-/);
  const printed = textOf(pdf);
  if (printed !== undefined) assert.match(printed, /Broken notes server[\s\S]*Call log: 5 requests/);
  assert.deepEqual(processesWith('mcp-smoke-pdf-'), []);
});

/** Command lines that hold this. */
function processesWith(word: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(word));
}

test('two runs: what changed between them', { skip: chromium ? false : 'there is no Chromium' }, async () => {
  const place = (name: string) => join(folder, name);
  const server = fixture('pace.mjs');
  const write = (steps: readonly object[], env: object) =>
    writeFileSync(
      place('pace.smoke.yaml'),
      stringify({ name: 'Pace', server: { ...server, env }, coverage: 'off', steps }),
    );
  const paced = repeated('paced', 'paced', { text: '' });
  const wants = (name: string, word: string) => ({
    name,
    tool: 'word',
    args: { text: '' },
    expect: { text: { equals: word } },
  });
  write([{ ...paced, repeat: { count: 12 } }, wants('mended', 'new'), wants('newly failing', 'old')], {
    WORD: 'old',
    MS: '5',
  });
  await smoke(['run', 'pace.smoke.yaml', '--report', 'json=old.json'], { cwd: folder });
  write([{ ...paced, repeat: { count: 12 } }, wants('mended', 'new'), wants('newly failing', 'old')], {
    WORD: 'new',
    MS: '150',
  });
  await smoke(['run', 'pace.smoke.yaml', '--report', 'json=new.json'], { cwd: folder });
  const { code, stderr } = await smoke(['report', 'old.json', 'new.json', '--report', 'html=compared.html'], {
    cwd: folder,
  });
  assert.equal(code, 1, stderr);
  await withPage(pathToFileURL(place('compared.html')).href, async (tab) => {
    const words = await tab.evaluate<string>('document.querySelector("main").innerText');
    assert.match(words, /1 check fails that did not fail before, 1 check was mended, 1 tool became slower/);
    for (const width of WIDTHS) await assertFits(tab, width, `compared-${width}`);
    await assertPrints(tab, 'compared');
  });
});

/** No script ran, no policy was broken, nothing was asked of the network but the page itself. */
async function assertQuiet(tab: Tab, html: string): Promise<void> {
  assert.deepEqual(tab.complaints, []);
  assert.deepEqual(
    tab.requests.filter((url) => !url.startsWith('data:')),
    [pathToFileURL(html).href],
  );
  assert.equal(
    await tab.evaluate(
      `document.querySelectorAll("script,img:not([src^='data:']),iframe,object,embed,link,form,[style]").length`,
    ),
    0,
  );
  assert.equal(await tab.evaluate('document.querySelectorAll("h1").length'), 1);
}

/** Nothing sticks out on the right: wide parts scroll by themselves. */
async function assertFits(tab: Tab, width: number, name: string): Promise<void> {
  await tab.send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  const wide = await tab.evaluate<number>('document.documentElement.scrollWidth');
  assert.ok(wide <= width, `${name} is ${wide} wide`);
  await shoot(tab, name);
}

/** axe-core, as the registry has it; undefined without a registry. */
const axe = (test: TestContext) =>
  orSkip(test, async () => readFileSync(join(await npmPackage('axe-core', '4.11.0'), 'axe.min.js'), 'utf8'));

/** No finding of axe-core, best practices included. */
async function assertAccessible(tab: Tab, source: string | undefined): Promise<void> {
  if (source === undefined) return;
  await tab.evaluate(source);
  const expression = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => ({ passed: passes.length,
    found: violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')) }))`;
  const { result } = await tab.send<{ result: { value: { passed: number; found: string[] } } }>('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  assert.deepEqual(result.value.found, []);
  assert.ok(result.value.passed > 20, 'else axe-core saw nothing');
}

/** Texts whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3), by their nearest background. */
const LOW_CONTRAST = `(() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => { for (let n = node; n; n = n.parentElement) { const c = rgb(getComputedStyle(n).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low = new Set();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !parent.checkVisibility()) continue;
    const style = getComputedStyle(parent);
    const inSvg = parent.ownerSVGElement !== null && parent.ownerSVGElement !== undefined;
    if (inSvg && parent.tagName !== 'text') continue;
    const [a, b] = [light(rgb(inSvg ? style.fill : style.color)), light(ground(parent))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.add(parent.tagName + '.' + (parent.getAttribute('class') ?? '') + ' ' + ((a + 0.05) / (b + 0.05)).toFixed(2));
  }
  return [...low];
})()`;

/** The first stop leads past the head of the page; the call log opens by keyboard. */
async function assertKeyboard(tab: Tab): Promise<void> {
  const press = async (key: string, code: number, text?: string) => {
    await tab.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, windowsVirtualKeyCode: code, text });
    await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, windowsVirtualKeyCode: code });
  };
  await tab.evaluate('document.activeElement.blur()');
  await press('Tab', 9);
  assert.equal(await tab.evaluate('document.activeElement.className'), 'skip');
  await tab.evaluate('document.querySelector("details.log summary").focus()');
  await press('Enter', 13, '\r');
  assert.equal(await tab.evaluate('document.querySelector("details.log").open'), true);
}

/** Every picture, table region and link has a name; headings go down one level at a time. */
async function assertNamed(tab: Tab): Promise<void> {
  const { nodes } = await tab.send<{ nodes: AxNode[] }>('Accessibility.getFullAXTree');
  const spoken = nodes.filter(({ ignored }) => !ignored);
  for (const role of ['image', 'region', 'link', 'heading']) {
    const nameless = spoken.filter((node) => node.role?.value === role && !node.name?.value);
    assert.deepEqual(nameless, [], role);
  }
  assert.ok(spoken.filter((node) => node.role?.value === 'image').length >= 1);
  const levels = await tab.evaluate<number[]>(
    '[...document.querySelectorAll("h1,h2,h3,h4,h5")].map((heading) => Number(heading.tagName[1]))',
  );
  for (const [index, level] of levels.entries())
    assert.ok(index === 0 || level <= levels[index - 1]! + 1, String(levels));
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

async function assertPrints(tab: Tab, name: string): Promise<void> {
  await tab.send('Emulation.setEmulatedMedia', { media: 'print', features: [] });
  await assertFits(tab, 720, `${name}-print`);
  const paper = { preferCSSPageSize: true, printBackground: true, paperWidth: 8.27, paperHeight: 11.69 };
  const { data } = await tab.send<{ data: string }>('Page.printToPDF', paper);
  const pdf = join(process.env['MCP_SMOKE_SHOTS'] ?? folder, `${name}.pdf`);
  writeFileSync(pdf, Buffer.from(data, 'base64'));
  const printed = textOf(pdf);
  if (printed === undefined) return;
  const pages = printed.split('\f').slice(0, -1);
  for (const [index, page] of pages.entries()) {
    assert.match(
      page,
      new RegExp(`\\b${index + 1}\\s*/\\s*${pages.length}\\b`),
      `${name}: page ${index + 1} has no number`,
    );
    const lines = page.split('\n').filter((line) => line.trim() !== '').length;
    assert.ok(index === pages.length - 1 || lines > 12, `${name}: page ${index + 1} has ${lines} lines`);
  }
  assert.match(printed, /Call log: /);
  assert.match(printed, /Received/, 'the call log is folded on paper');
  if (name === 'broken') {
    assert.match(printed, /Cannot read properties of undefined/);
    assert.match(printed, /The end of the server.s stderr\s[\s\S]*process\.processImmediate/);
    assert.ok(pages.length <= 5, `${pages.length} pages`);
  }
}

/** What poppler reads in a PDF; undefined where it is not there. */
function textOf(pdf: string): string | undefined {
  const { stdout, error } = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  return error ? undefined : stdout;
}

async function shoot(tab: Tab, name: string): Promise<void> {
  const shots = process.env['MCP_SMOKE_SHOTS'];
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  const { data } = await tab.send<{ data: string }>('Page.captureScreenshot', { captureBeyondViewport: true });
  writeFileSync(join(shots, `${name}.png`), Buffer.from(data, 'base64'));
}
