/** A single quote inside single quotes: `'\''` and `'"'"'`. */
import { replacing } from '../view.ts';

export const shell = replacing(/'\\''|'"'"'/g, () => "'");
