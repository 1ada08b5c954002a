/** Whose report it is: `report:` of the file, the options, and what may be a logo. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { safeSvg } from '../src/config/logo/svg.ts';
import { type Logo, readLogo } from '../src/config/logo.ts';
import type { Report } from '../src/model.ts';
import { failure, folder, load, SERVER, write } from './harness/config.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const GIF = Buffer.from('R0lGODlhAQABAAAAACw=', 'base64');
const uriOf = (logo: Logo) => (logo.problem === undefined ? logo.uri : logo.problem);
const svg = (inner: string, attributes = '') => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inner}</svg>`;

describe('report: of the file', () => {
  test('its texts are expanded, and the logo is read', async () => {
    write('logo.gif', GIF);
    const [plan] = await load(
      `${SERVER}report: { title: Notes, for: A, by: B, logo: logo.gif, scope: "port \${env:PORT}", note: N }`,
    );
    assert.deepEqual(plan!.cover, {
      title: 'Notes',
      for: 'A',
      by: 'B',
      scope: 'port 8080',
      note: 'N',
      logo: `data:image/gif;base64,${GIF.toString('base64')}`,
    });
    assert.ok(plan!.bytes!.length > 0);
    assert.deepEqual(plan!.variables, ['PORT']);
  });

  test('a logo that is not taken is a mistake of the file, with its place', async () => {
    write('evil.svg', svg('<script>alert(1)</script>'));
    const [problem] = (await failure(`${SERVER}report:\n  logo: evil.svg\n`)).problems;
    assert.deepEqual([problem!.place.line, problem!.place.column], [3, 9]);
    assert.match(problem!.message, /the logo is not taken: it holds <script>/);
    assert.match(problem!.hint!, /plain SVG, or as PNG/);
    assert.match((await failure(`${SERVER}report: { logo: none.png }`)).problems[0]!.message, /no such file/);
  });

  test('the description of a step', async () => {
    const [plan] = await load(`${SERVER}steps: [{ tool: a, description: What it is for }]`);
    assert.equal(plan!.steps[0]!.description, 'What it is for');
  });
});

describe('a logo', () => {
  test('by its first bytes, up to 128 KiB', async () => {
    const place = (name: string, bytes: Buffer) => {
      writeFileSync(join(folder, name), bytes);
      return readLogo(join(folder, name));
    };
    const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    assert.match(uriOf(await place('a.txt', png)), /^data:image\/png;base64,/);
    assert.match(uriOf(await place('a.txt', Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))), /^data:image\/webp/);
    assert.match(uriOf(await place('a.txt', Buffer.from('\xff\xd8\xff\xe0', 'latin1'))), /^data:image\/jpeg/);
    assert.match((await place('a.png', Buffer.from('<html></html>'))).problem!, /neither PNG/);
    assert.match(
      (await place('a.png', Buffer.concat([png, Buffer.alloc(128 * 1024)]))).problem!,
      /larger than 128 KiB/,
    );
    assert.match((await readLogo('/dev/zero')).problem!, /larger than 128 KiB/);
  });

  const fine = [
    svg('<path d="M0 0h1" fill="url(#a)"/>', ' viewBox="0 0 1 1"'),
    `<?xml version="1.0"?><!-- made by hand -->${svg('<style>.a{fill:#123}</style><g class="a"><use href="#b"/></g>')}`,
    svg('<text x="1" style="font-weight:700">A &amp; B</text>'),
  ];
  for (const text of fine) test(`taken: ${text.slice(0, 70)}`, () => assert.equal(safeSvg(text).problem, undefined));

  const evil: Readonly<Record<string, string>> = {
    'a script': svg('<script>x</script>'),
    'a handler': svg('<path onload="x"/>'),
    'a foreign object': svg('<foreignObject></foreignObject>'),
    'a picture from elsewhere': svg('<image href="http://x/"/>'),
    'a use from elsewhere': svg('<use href="http://x/#a"/>'),
    'a link': svg('<a href="#x"></a>'),
    'an animation': svg('<set attributeName="href"/>'),
    'a url in an attribute': svg('<path fill="url(http://x/)"/>'),
    'a hidden url in an attribute': svg('<path fill="u\\rl(http://x/)"/>'),
    'a url by an entity': svg('<path fill="&#117;rl(http://x/)"/>'),
    'an import': svg('<style>@import "http://x/";</style>'),
    'a url in a style': svg('<path style="fill:url(//x/)"/>'),
    'an entity of its own': `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`,
    CDATA: svg('<style><![CDATA[a]]></style>'),
    'an instruction': `<?xml-stylesheet href="http://x/"?>${svg('')}`,
    'something unclosed': svg('<g>'),
    'two roots': `${svg('')}${svg('')}`,
    'another root': '<g></g>',
    'text around it': `a${svg('')}`,
    'an attribute twice': svg('<g id="a" id="b"></g>'),
    'copies of copies': svg('<use href="#a"/>'.repeat(17)),
  };
  for (const [name, text] of Object.entries(evil)) {
    test(`refused: ${name}`, () => assert.match(String(safeSvg(text).problem), /^the logo is not taken: /));
  }

  test('whatever it holds, nothing of it runs or loads, and it takes no long time', () => {
    const piece = fc.oneof(
      fc.constantFrom(...Object.values(evil), ...fine, '<', '"', "'", '&', '<!--', '-->', ' on'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { text } = safeSvg(svg(pieces.join(''))) as { text?: string };
        if (text !== undefined)
          assert.doesNotMatch(text, /<script|<image|<foreign|<!|<\?| on\w+=|href="(?!#)|url\((?!["']?#)|@import/i);
      }),
      { numRuns: 500 },
    );
    const long = [
      `<svg ${'a="" '.repeat(20_000)}`,
      '<svg>'.repeat(20_000),
      `<svg ${' '.repeat(100_000)}`,
      '<!--'.repeat(20_000),
    ];
    const before = process.cpuUsage().user;
    for (const text of long) assert.ok(safeSvg(text).problem);
    assert.ok(process.cpuUsage().user - before < 5_000_000);
  });
});

test('options win over the file; the report holds what was expected, and what came instead', async (t) => {
  const work = new WorkFolder(t);
  work.write('smoke.yaml', {
    name: 'Suite',
    server: fixture('script.mjs'),
    report: { title: 'From the file', for: 'A' },
    steps: [
      { name: 'a', description: 'What a is for', tool: 'echo', args: { text: 'x' }, expect: { text: { equals: 'y' } } },
      { name: 'b', tool: 'fail', args: { text: 'x' } },
    ],
  });
  const { code, stdout } = await work.run(['run', '--report', 'json', '--title', 'From here', '--by', 'B']);
  assert.equal(code, 1);
  const report = JSON.parse(stdout) as Report;
  assert.deepEqual(report.cover, { title: 'From here', for: 'A', by: 'B' });
  const [a, b] = report.suites[0]!.steps.filter(({ kind }) => kind === 'call');
  assert.deepEqual([a!.description, a!.expects], ['What a is for', ['the text equals "y"']]);
  assert.equal(a!.findings[0]!.instead, 'The text is "x".');
  assert.deepEqual(b!.expects, ['it answers without an error']);
  assert.match(b!.findings[0]!.instead!, /^The tool reported an error: /);
  const refused = await work.run(['run', '--logo', 'smoke.yaml']);
  assert.deepEqual([refused.code, refused.stdout], [2, '']);
  assert.match(refused.stderr, /--logo smoke\.yaml: the logo is neither PNG/);
});
