/** Stands in for `string-width` in the bundle: its Intl.Segmenter and its emoji tables took 17 ms of every start. */
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../src/text/width.ts';

export default (text: string): number => displayWidth(stripVTControlCharacters(text));
