/** What the usual encoders leave as it is beside letters, digits and `-._`. */
const KEPT = {
  strict: '~',
  encodeURIComponent: "~!'()*",
  encodeURI: "~!'()*;/?:@&=+$,#",
  pythonQuote: '~/',
  form: '*',
};

/** Percent-encoded, in upper and lower case, as the usual encoders write it; `form` also with `+` for a blank. */
export function urlForms(value: string): string[] {
  const forms = Object.values(KEPT).map((kept) => percent(value, kept));
  const all = [...forms, percent(value, KEPT.form).replaceAll('%20', '+'), percent(value, '~').replaceAll('%20', '+')];
  return [...all, ...all.map(lowerCase)];
}

function percent(value: string, kept: string): string {
  return Array.from(Buffer.from(value), (byte) => percentByte(byte, kept)).join('');
}

function percentByte(byte: number, kept: string): string {
  const character = String.fromCharCode(byte);
  const plain = /[A-Za-z0-9._-]/.test(character) || kept.includes(character);
  return plain ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function lowerCase(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}
