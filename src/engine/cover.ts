/** What a report says of itself: options of the command line over `report:` of the file. */
import { resolve } from 'node:path';
import { type Cover, type Plan, UsageError } from '../model.ts';

/** The texts, and the path of the logo. */
type CoverArguments = { readonly [Key in (typeof TEXTS)[number] | 'logo']?: string | undefined };

const TEXTS = ['title', 'for', 'by', 'scope', 'note'] as const;

/** Of several files the first that says something counts. Throws UsageError for a logo that cannot be taken. */
export function coverFor(
  argv: CoverArguments,
  plans: readonly Pick<Plan, 'cover'>[],
  cwd = '.',
): Promise<Cover | undefined> {
  return coverOver(argv, plans.find(({ cover }) => cover)?.cover, cwd);
}

/** Undefined where nothing is said. */
export async function coverOver(argv: CoverArguments, below: Cover | undefined, cwd = '.'): Promise<Cover | undefined> {
  const texts = TEXTS.flatMap((key) => (argv[key] ? [[key, argv[key]] as const] : []));
  const logo = argv.logo ? { logo: await logoAt(argv.logo, cwd) } : {};
  const cover: Cover = { ...below, ...Object.fromEntries(texts), ...logo };
  return Object.keys(cover).length > 0 ? cover : undefined;
}

async function logoAt(path: string, cwd: string): Promise<string> {
  const { readLogo } = await import('../config/logo.ts');
  const logo = await readLogo(resolve(cwd, path));
  if (logo.problem === undefined) return logo.uri;
  throw new UsageError(`--logo ${path}: ${logo.problem}${logo.hint ? ` (${logo.hint})` : ''}`);
}
