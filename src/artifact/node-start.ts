/** What Node says on stderr when a file or a package is missing: which, who wants it, and why it is not there. */
import { isAbsolute, join, relative, sep } from 'node:path';
import { isObject } from '../json/kind.ts';
import type { Note } from './artifact.ts';

/** An installed package. */
export interface NodePackage {
  readonly folder: string;
  /** Its package.json; of a bundle, that of the server in it. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Files of the folder that it was packed from. */
  readonly isInSource: (path: string) => boolean;
}

const MODULE = /Cannot find module '([^'\n]+)'(?: imported from ([^\n]+))?/;
const PACKAGE = /Cannot find package '([^'\n]+)' imported from ([^\n]+)/;
const STACK = /Require stack:\n- ([^\n]+)/;
const OPENED = /ENOENT: no such file or directory, \w+ '([^'\n]+)'/;

export function nodeNotes(stderr: string, own: NodePackage): Note[] {
  const [, name, importer] = PACKAGE.exec(stderr) ?? [];
  if (name !== undefined && importer !== undefined) return missingPackage(name, clean(importer), own);
  const [, module, by = STACK.exec(stderr)?.[1] ?? ''] = MODULE.exec(stderr) ?? [];
  if (module === undefined) return opened(stderr, own);
  const from = clean(by);
  if (isAbsolute(module)) return missingFile(module, from, own);
  return module.startsWith('.') ? missingFile(join(from, '..', module), from, own) : missingPackage(module, from, own);
}

function opened(stderr: string, own: NodePackage): Note[] {
  const path = OPENED.exec(stderr)?.[1];
  return path === undefined || !isAbsolute(path) ? [] : missingFile(path, '', own);
}

/** Only what lies in the package itself: what it looks for elsewhere is its user's. */
function missingFile(path: string, importer: string, own: NodePackage): Note[] {
  const file = within(own.folder, path);
  if (file === undefined || file.split('/').includes('node_modules')) return [];
  const by = within(own.folder, importer);
  const known = [file, `${file}.js`, `${file}/index.js`].find(own.isInSource);
  return [
    {
      rule: 'package-file-missing',
      message: `${file} is not in the package${by === undefined ? '' : `, and ${by} needs it`}.`,
      ...(known
        ? { hint: `It is in the folder: add ${known} to \`files\` of package.json, or take it out of .npmignore.` }
        : {}),
    },
  ];
}

function missingPackage(wanted: string, importer: string, { folder, manifest }: NodePackage): Note[] {
  const by = within(folder, importer);
  if (by === undefined || by.split('/').includes('node_modules')) return [];
  const name = wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/');
  const named = (key: string) => isObject(manifest[key]) && Object.hasOwn(manifest[key], name);
  const where = named('devDependencies')
    ? 'only among the devDependencies, which nobody gets who installs it'
    : named('optionalDependencies') || named('peerDependencies')
      ? 'named as one that need not be there'
      : 'not among the dependencies';
  if (named('dependencies'))
    return [{ rule: 'package-dependency-missing', message: `${by} needs ${name}, which did not come along.` }];
  return [{ rule: 'package-dependency-missing', message: `${by} needs ${name}, which is ${where}.` }];
}

function within(folder: string, path: string): string | undefined {
  const way = path === '' ? '..' : relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? undefined : way.split(sep).join('/');
}

function clean(path: string): string {
  return path
    .trim()
    .replace(/^file:\/\//, '')
    .replace(/[:)].*$/, '');
}
