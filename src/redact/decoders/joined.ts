/** Text that was wrapped: line breaks, and the blanks around them, taken out. */
import { replacing } from '../view.ts';

export const joined = replacing(/[ \t]*(?:\r\n?|\n)\s*/g, () => '');
