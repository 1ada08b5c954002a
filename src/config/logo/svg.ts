/**
 * An SVG in which nothing runs, loads or links: read token by token and written anew from what is allowed. What is not
 * allowed is refused, with a word, and not taken out: a logo without a part is another logo.
 */
import { isSafeCss } from './css.ts';
import { ATTRIBUTES, ELEMENTS } from './svg-names.ts';

export type Svg =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly problem: string; readonly hint: string };

const HINT = 'save it as plain SVG, or as PNG';
/** A comment, a declaration, a closing tag, an opening tag with its attributes, or text; each linear in its length. */
const TOKEN =
  /<!--[\s\S]*?-->|<\?xml [^<>]*\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
/** Only the entities that XML has by itself. */
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)/;

/** Copies of copies of copies take a browser forever. */
const MOST_COPIES = 16;

class Refused extends Error {}

export function safeSvg(source: string): Svg {
  try {
    return { text: rewritten(source.replace(/^\ufeff/, '').trim()) };
  } catch (error) {
    if (error instanceof Refused) return { problem: `the logo is not taken: ${error.message}`, hint: HINT };
    throw error;
  }
}

function rewritten(source: string): string {
  const open: string[] = [];
  const parts: string[] = [];
  let roots = 0;
  let copies = 0;
  const token = new RegExp(TOKEN);
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new Refused(`what begins with ${JSON.stringify(source.slice(at, at + 20))} has no place in it`);
    const [, closes, opens, attributes = '', isEmpty, words] = match;
    if (closes !== undefined && open.pop() !== closes) throw new Refused(`</${closes}> closes nothing`);
    if (opens !== undefined && open.length === 0) roots += 1;
    if (opens === 'use' && ++copies > MOST_COPIES) throw new Refused(`it holds more than ${MOST_COPIES} <use>`);
    if (closes !== undefined) parts.push(`</${closes}>`);
    if (opens !== undefined) parts.push(`<${element(opens, open)}${attributesOf(opens, attributes)}${isEmpty}>`);
    if (opens !== undefined && isEmpty === '') open.push(opens);
    if (words !== undefined) parts.push(textIn(words, open.at(-1)));
  }
  if (open.length > 0) throw new Refused(`<${open.at(-1)}> is not closed`);
  if (roots !== 1) throw new Refused('it has not one <svg> around it');
  return parts.join('');
}

function element(name: string, open: readonly string[]): string {
  if (!ELEMENTS.has(name)) throw new Refused(`it holds <${name}>`);
  if ((open.length === 0) !== (name === 'svg')) throw new Refused('an <svg> stands around all, and nowhere else');
  return name;
}

function attributesOf(name: string, source: string): string {
  const seen = new Set<string>();
  return Array.from(source.matchAll(ATTRIBUTE), ([, key = '', double, single]) => {
    const value = double ?? single ?? '';
    if (seen.has(key)) throw new Refused(`<${name}> has ${key} twice`);
    seen.add(key);
    return ` ${key}="${attributeValue(name, key, value).replaceAll('"', '&quot;')}"`;
  }).join('');
}

function attributeValue(name: string, key: string, value: string): string {
  if (!ATTRIBUTES.has(key)) throw new Refused(`<${name}> has the attribute ${key}`);
  if (ENTITY.test(value)) throw new Refused(`${key} holds an entity`);
  const isLink = key === 'href' || key === 'xlink:href';
  if (isLink && !/^#[\w.-]+$/.test(value)) throw new Refused(`<${name}> points outside of the file`);
  // An entity could hide what the value says.
  if (!isLink && /&#/.test(value)) throw new Refused(`${key} holds an entity`);
  if (!key.startsWith('xmlns') && !isSafeCss(value))
    throw new Refused(`${key} refers to something outside of the file`);
  return value;
}

function textIn(words: string, parent: string | undefined): string {
  if (parent === undefined && words.trim() !== '') throw new Refused('text stands outside of it');
  if (ENTITY.test(words)) throw new Refused('it holds an entity');
  if (parent === 'style' && (words.includes('&') || !isSafeCss(words))) {
    throw new Refused('its <style> refers to something outside of the file');
  }
  return words;
}
