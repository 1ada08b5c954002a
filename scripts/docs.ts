/** `npm run docs`: writes the pages that are made from code. */
import { writeFileSync } from 'node:fs';
import { rulesPage } from './rules-page.ts';

writeFileSync(new URL('../docs/rules.md', import.meta.url), await rulesPage());
