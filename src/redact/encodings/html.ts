const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const APOSTROPHES = ["'", '&#39;', '&#x27;', '&#039;', '&apos;'];

/** As HTML or XML text, and as an attribute with each usual way to write the quotes. */
export function htmlForms(value: string): string[] {
  const text = value.replace(/[&<>]/g, entity);
  const attribute = value.replace(/[&<>"]/g, entity);
  const numeric = attribute.replaceAll('&quot;', '&#34;');
  return [text, attribute, numeric].flatMap((form) => APOSTROPHES.map((quote) => form.replaceAll("'", quote)));
}

function entity(character: string): string {
  return ENTITIES[character] ?? character;
}
