/** XML 1.0 text: an element is a string, put together from escaped parts. */
import { printableBlock } from '../text/printable.ts';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What XML 1.0 forbids and `printableBlock` lets pass. */
const FORBIDDEN = /[\ufffe\uffff]/g;

/** `<name key="value">children</name>`, children being elements or escaped text, each on its own line. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const open = `${name}${attributesOf(attributes)}`;
  if (children.length === 0) return `<${open}/>`;
  return [`<${open}>`, ...children, `</${name}>`].join('\n');
}

/** An element whose content is the text as it is, without a line break of ours. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${attributesOf(attributes)}>${xmlText(text)}</${name}>`;
}

/** Safe in XML 1.0 whatever it holds: control characters appear as visible escapes. */
function xmlText(text: string): string {
  return printableBlock(text)
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function attributesOf(attributes: Attributes): string {
  let text = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined) text += ` ${key}="${attributeText(String(value))}"`;
  }
  return text;
}

function attributeText(value: string): string {
  return xmlText(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
