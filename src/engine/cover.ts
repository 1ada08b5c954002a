/** What a report says of itself: options of the command line over `report:` of the file. */
import { type Cover, type Plan, UsageError } from '../model.ts';

/** The texts, and the path of the logo. */
type CoverArguments = { readonly [Key in (typeof TEXTS)[number] | 'logo']?: string | undefined };

const TEXTS = ['title', 'for', 'by', 'scope', 'note'] as const;

/** Of several files the first that says something counts. Throws UsageError for a logo that cannot be taken. */
export function coverFor(argv: CoverArguments, plans: readonly Pick<Plan, 'cover'>[]): Promise<Cover | undefined> {
  return coverOver(argv, plans.find(({ cover }) => cover)?.cover);
}

/** Undefined where nothing is said. */
export async function coverOver(argv: CoverArguments, below: Cover | undefined): Promise<Cover | undefined> {
  const texts = TEXTS.flatMap((key) => (argv[key] ? [[key, argv[key]] as const] : []));
  const logo = argv.logo ? { logo: await logoAt(argv.logo) } : {};
  const cover: Cover = { ...below, ...Object.fromEntries(texts), ...logo };
  return Object.keys(cover).length > 0 ? cover : undefined;
}

async function logoAt(path: string): Promise<string> {
  const { readLogo } = await import('../config/logo.ts');
  const logo = await readLogo(path);
  if (logo.problem === undefined) return logo.uri;
  throw new UsageError(`--logo ${path}: ${logo.problem}${logo.hint ? ` (${logo.hint})` : ''}`);
}
