/** HTML as a type of its own: text from outside becomes markup only by being escaped. */
import { printable, printableBlock } from '../../text/printable.ts';

declare const brand: unique symbol;
export type Markup = string & { readonly [brand]: true };
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export const nothing = '' as Markup;

/** `<name key="value">children</name>`; false and undefined attributes are left out. */
export function el(name: string, attributes: Attributes = {}, ...children: readonly Markup[]): Markup {
  return `<${name}${attributesOf(attributes)}>${children.join('')}</${name}>` as Markup;
}

/** An SVG shape without children. */
export function shape(name: string, attributes: Attributes): Markup {
  return `<${name}${attributesOf(attributes)}/>` as Markup;
}

/** One line of text; controls, bidi marks and the like are made visible. */
export function text(value: string | number): Markup {
  return escaped(printable(String(value)));
}

/** Text with its line breaks. */
export function block(value: string): Markup {
  return escaped(printableBlock(value));
}

export function join(parts: readonly Markup[], between = ''): Markup {
  return parts.join(between) as Markup;
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(printable(String(value)))}"`))
    .join('');
}

function escaped(value: string): Markup {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;') as Markup;
}
