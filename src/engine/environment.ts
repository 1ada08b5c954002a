/** Where a run takes place, for the report. */
import { readFileSync, statSync } from 'node:fs';
import { release, type } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Environment } from '../model.ts';
import { VERSION } from './version.ts';

/** What CI systems call the commit: GitHub, GitLab, Jenkins, Azure, Bitbucket. */
const COMMIT_NAMES = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'GIT_COMMIT', 'BUILD_SOURCEVERSION', 'BITBUCKET_COMMIT'];
const COMMIT = /^[0-9a-f]{7,64}$/;

export function describeEnvironment(
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const named = COMMIT_NAMES.map((name) => env[name]).find((value) => COMMIT.test(value ?? ''));
  const commit = named ?? checkedOut(cwd);
  const { version, platform, arch } = process;
  const known = { mcpSmoke: VERSION, node: version, platform: `${platform} ${arch}`, os: systemName() };
  return { ...known, ...(commit ? { commit } : {}) };
}

/** As the system calls itself: `Debian GNU/Linux 12 (bookworm)`, `Darwin 25.1.0`. */
function systemName(): string {
  const [, name] = /^PRETTY_NAME="?([^"\n]{1,100})"?$/m.exec(read('/etc/os-release') ?? '') ?? [];
  return name ?? `${type()} ${release()}`;
}

/** HEAD of the repository around `cwd`, read from its files; undefined where there is none. */
function checkedOut(cwd: string): string | undefined {
  const git = gitFolder(cwd);
  const head = git && read(join(git, 'HEAD'));
  if (!git || !head) return undefined;
  const [, ref] = /^ref: (.+)$/.exec(head) ?? [];
  const commit = ref === undefined ? head : hashOf(git, ref);
  return COMMIT.test(commit) ? commit : undefined;
}

function hashOf(git: string, ref: string): string {
  const shared = resolve(git, read(join(git, 'commondir')) ?? '.');
  const packed = () =>
    read(join(shared, 'packed-refs'))
      ?.split('\n')
      .find((line) => line.endsWith(` ${ref}`));
  return read(join(shared, ref)) ?? packed()?.split(' ')[0] ?? '';
}

/** `.git`, or where the `.git` file of a worktree points to. */
function gitFolder(folder: string): string | undefined {
  const git = join(folder, '.git');
  const found = statSync(git, { throwIfNoEntry: false });
  if (found?.isDirectory()) return git;
  const [, target] = /^gitdir: (.+)$/.exec((found && read(git)) ?? '') ?? [];
  if (target !== undefined) return resolve(folder, target);
  const parent = dirname(folder);
  return parent === folder ? undefined : gitFolder(parent);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}
