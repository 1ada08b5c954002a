/** Wheels and source distributions: installed into a virtual environment of their own, started by their console script. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type Files, wheel } from '../harness/archives.ts';
import { WorkFolder } from '../harness/work-folder.ts';

const CAN_DO = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
const skip = spawnSync('python3', ['-c', CAN_DO]).status === 0 ? false : 'needs Python 3.10 with venv and ensurepip';

/** An MCP server on the standard library alone: no index is asked. */
const SERVER = `import json, sys

def answer(method, params):
    if method == "initialize":
        return {"protocolVersion": params["protocolVersion"], "capabilities": {"tools": {}}, "serverInfo": {"name": "notes", "version": "1.0.0"}}
    if method == "tools/list":
        schema = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
        return {"tools": [{"name": "echo", "description": "Says it again", "inputSchema": schema}]}
    if method == "tools/call":
        return {"content": [{"type": "text", "text": params["arguments"]["text"]}]}
    return {} if method == "ping" else None

def main():
    for line in sys.stdin:
        message = json.loads(line)
        if "id" not in message:
            continue
        result = answer(message["method"], message.get("params") or {})
        body = {"result": result} if result is not None else {"error": {"code": -32601, "message": "Method not found"}}
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], **body}), flush=True)
`;
const SCRIPTS = { scripts: { notes: 'notes:main' } };

async function tested(work: WorkFolder, name: string) {
  mkdirSync(join(work.path, 'tmp'));
  const steps = [{ tool: 'echo', args: { text: 'hi' }, expect: { text: { equals: 'hi' } } }];
  work.write('smoke.yaml', { server: { package: name }, steps });
  const env = { TMPDIR: join(work.path, 'tmp') };
  const { code, stdout } = await work.run(['run', 'smoke.yaml', '--report', 'json=report.json'], { env });
  assert.deepEqual(readdirSync(env.TMPDIR), [], 'nothing stays');
  const [suite] = work.report().suites;
  const told = suite!.steps.flatMap(({ findings }) => findings.map(({ rule, message }) => `${rule}: ${message}`));
  return { code, stdout, told, artifact: suite!.artifact! };
}

const cases: readonly [string, Files, Parameters<typeof wheel>[2], RegExp][] = [
  [
    'a module that is not in the wheel',
    {
      'notes/__init__.py': `from notes import store\n${SERVER}`.replace(
        'from notes import store',
        'import notes.store',
      ),
    },
    SCRIPTS,
    /^package-file-missing: notes\.store is not in the package\./,
  ],
  [
    'a data file that is not in the wheel',
    { 'notes/__init__.py': `import pathlib\npathlib.Path(__file__).with_name("words.txt").read_text()\n${SERVER}` },
    SCRIPTS,
    /^package-file-missing: notes\/words\.txt is not in the package\./,
  ],
  [
    'a dependency that is not named',
    { 'notes.py': `import left_pad\n${SERVER}` },
    SCRIPTS,
    /^package-dependency-missing: It needs the module left_pad, which none of its dependencies brings along\./,
  ],
  [
    'a dependency of an extra',
    { 'notes.py': `import left_pad\n${SERVER}` },
    { ...SCRIPTS, metadata: 'Requires-Dist: left-pad ; extra == "dev"\nProvides-Extra: dev\n' },
    /^package-dependency-missing: It needs the module left_pad, which it names for an extra only\./,
  ],
  ['no console script', { 'notes.py': SERVER }, {}, /^package-bin: It has no console script/],
  [
    'a console script that calls what is not there',
    { 'notes.py': SERVER },
    { scripts: { notes: 'notes:run' } },
    /^package-bin: The console script calls notes:run, which is not there\./,
  ],
  [
    'a Python that is too old',
    { 'notes.py': SERVER },
    { ...SCRIPTS, metadata: 'Requires-Python: >=3.99\n' },
    /^package-runtime: `requires-python` asks for >=3\.99, and here is Python 3\.\d+/,
  ],
];

describe('a wheel', { skip }, () => {
  test('that is whole', async (t) => {
    const work = new WorkFolder(t);
    const bytes = wheel('notes', { 'notes.py': SERVER }, SCRIPTS);
    const name = 'notes-1.0.0-py3-none-any.whl';
    writeFileSync(join(work.path, name), bytes);
    const { code, stdout, told, artifact } = await tested(work, name);
    assert.equal(code, 0, stdout);
    assert.deepEqual(told, []);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    assert.deepEqual({ ...artifact, path: '' }, { kind: 'wheel', path: '', sha256, name: 'notes', version: '1.0.0' });
  });

  for (const [title, modules, more, expected] of cases) {
    test(title, async (t) => {
      const work = new WorkFolder(t);
      writeFileSync(join(work.path, 'notes-1.0.0-py3-none-any.whl'), wheel('notes', modules, more));
      const { code, stdout, told } = await tested(work, 'notes-1.0.0-py3-none-any.whl');
      assert.equal(code, 3, stdout);
      assert.equal(told.length, 1, told.join('\n'));
      assert.match(told[0]!, expected);
    });
  }
});

test('a Python project: built, and tested as it is installed (needs the package index)', { skip }, async (t) => {
  const work = new WorkFolder(t);
  mkdirSync(join(work.path, 'source'));
  const project = `[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n
[project]\nname = "notes"\nversion = "1.0.0"\n[project.scripts]\nnotes = "notes:main"\n[tool.setuptools]\npy-modules = ["notes"]\n`;
  writeFileSync(join(work.path, 'source/pyproject.toml'), project);
  writeFileSync(join(work.path, 'source/notes.py'), SERVER);
  const { code, stdout, told, artifact } = await tested(work, 'source');
  if (told[0]?.startsWith('package-not-installable')) return t.skip('no package index');
  assert.equal(code, 0, stdout);
  assert.deepEqual([artifact.kind, artifact.name, artifact.sha256], ['sdist', 'notes', undefined]);
});
