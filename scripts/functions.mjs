/**
 * A module of the build, written by esbuild as an ES module, as a function that returns what it exports. What it imports are
 * variables of the function, where esbuild's CommonJS asks a getter each time: a thousand of them took 3 ms of each start.
 * So what is exported may not change behind its module's end, and no module may need itself; both are looked at here.
 */
import { init, parse } from 'es-module-lexer';

/** What each function is given; src/boot/packs.ts calls it. */
const PARAMETERS = 'require,__import,__meta,__now';
/** What an import is wrapped in that is to be there at once (on-demand.mjs). */
const ON_DEMAND = '__onDemand(';

/** JavaScript, in brackets: V8 then compiles it at once and not twice. */
export async function functionOf(name, text) {
  await init;
  const [imports, exports] = parse(text);
  const end = exports[0]?.exportStart ?? text.length;
  const pairs = exportsOf(text.slice(end));
  if (pairs.length !== exports.length) throw new Error(`${name} exports in a way that is not known here`);
  const imported = new Set(exports.filter(({ type }) => type === 'reexport').map(({ name: given }) => given));
  for (const { local, given } of pairs) if (!imported.has(given)) assertConstant(name, text, local);
  const edits = imports.map((one) => editOf(name, text, one));
  return `(function(${PARAMETERS}){"use strict";${edited(text.slice(0, end), edits)}${returned(pairs)}})`;
}

/** esbuild writes all at the end: `export{a,b as c};`. */
function exportsOf(text) {
  const names = /^export\{(.*)\};?\s*$/s.exec(text)?.[1].split(',') ?? [];
  return names.map((one) => {
    const [local, given = local] = one.trim().split(' as ');
    return { local, given };
  });
}

/** `outputs` of esbuild's metafile: throws where modules need each other, for then one would be given less than it asks for. */
export function assertNoCircles(outputs) {
  const done = new Set();
  const visit = (path, above) => {
    if (above.includes(path)) throw new Error(`modules need each other: ${[...above, path].join(' > ')}`);
    if (done.has(path) || !outputs[path]) return;
    for (const { kind, path: needed } of outputs[path].imports)
      if (kind === 'import-statement') visit(needed, [...above, path]);
    done.add(path);
  };
  for (const path of Object.keys(outputs)) visit(path, []);
}

function editOf(name, text, { type, specifier, importStart, importEnd, start }) {
  const edit = { from: importStart, to: importEnd };
  if (type === 'import-meta') return { ...edit, by: '({})' };
  if (type === 'static')
    return { ...edit, by: declared(text.slice(importStart, start - 1), asked('require', specifier)) };
  if (!/^(?:\.\/|node:)/.test(specifier ?? '')) throw new Error(`${name} imports ${specifier ?? 'what nobody knows'}`);
  if (!text.startsWith(ON_DEMAND, importStart - ON_DEMAND.length)) return { ...edit, by: asked('__import', specifier) };
  return { from: importStart - ON_DEMAND.length, to: importEnd + 1, by: asked('require', specifier) };
}

function asked(how, specifier) {
  return `${how}(${JSON.stringify(specifier)})`;
}

/** `import name,{a,b as c}from` as `var name=…,{a,b:c}=name`. Of Node's modules, the default is the module itself. */
function declared(statement, module) {
  const clause = statement.slice('import'.length).replace(/from$/, '').trim();
  if (clause === '') return module;
  const [, whole, names] = /^(?:\*as )?([\w$]+)?,?(\{.*\})?$/s.exec(clause);
  const some = names?.replaceAll(' as ', ':');
  return whole && some ? `var ${whole}=${module},${some}=${whole}` : `var ${whole ?? some}=${module}`;
}

function returned(pairs) {
  return `;return{${pairs.map(({ local, given }) => `${JSON.stringify(given)}:${local}`).join(',')}};`;
}

/** As far as a text tells it: no second assignment, and none to a function. */
function assertConstant(module, text, name) {
  const local = name.replaceAll('$', '\\$');
  const assigned = `(?<![\\w$.#-])${local}(?:=(?![=>])|(?:[-+*/%&|^]|\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?)=|\\+\\+|--)`;
  const count = [...text.matchAll(new RegExp(`${assigned}|(?<=[;,({=?:&|!])(?:\\+\\+|--)${local}(?![\\w$])`, 'g'))]
    .length;
  const isFunction = new RegExp(`function\\*? ?${local}\\(`).test(text);
  if (count > (isFunction ? 0 : 1)) throw new Error(`${module} exports ${name}, which seems to change`);
}

function edited(text, edits) {
  let [made, at] = ['', 0];
  for (const { from, to, by } of edits.sort((a, b) => a.from - b.from)) {
    made += text.slice(at, from) + by;
    at = to;
  }
  return made + text.slice(at);
}
