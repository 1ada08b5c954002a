/** One secret, many values: the whole, and the parts that give it away on their own. */

/** Lines and fields shorter than this are ordinary text. */
const LEAST_LINE = 12;
const LEAST_FIELD = 16;
const LEAST_PASSWORD = 6;

/** The value first. */
export function variantsOf(value: string): string[] {
  const whole = [value, value.trim(), ...lineEndings(value)];
  const parts = [...lines(value), ...fields(value), ...credentials(value), ...asNumber(value), ...slug(value)];
  return [...new Set([...whole, ...parts])].filter((variant) => variant !== '');
}

function lineEndings(value: string): string[] {
  return value.includes('\n')
    ? [value.replace(/\r?\n/g, '\n'), value.replace(/\r?\n/g, '\r\n'), value.replace(/\s+/g, '')]
    : [];
}

/** Those of a key or certificate: one word each. */
function lines(value: string): string[] {
  if (!value.includes('\n')) return [];
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= LEAST_LINE && !/\s|^-----|^https?:/.test(line));
}

/** The texts of a secret that is a JSON object, such as the key file of a service account. */
function fields(value: string): string[] {
  if (!/^\s*\{/.test(value)) return [];
  try {
    const texts = Object.values(JSON.parse(value) as object).filter((field) => typeof field === 'string');
    return texts
      .filter((text) => text.length >= LEAST_FIELD && !/^https?:/.test(text))
      .flatMap((text) => [text, text.trim(), ...lines(text)]);
  } catch {
    return [];
  }
}

/** The password of a URL, what follows `Bearer`, and what `Basic` holds. */
function credentials(value: string): string[] {
  const password = /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@:]*:([^\s/@]+)@/i.exec(value)?.[1];
  const [, scheme = '', token] = /^([A-Za-z]+) +(\S+)$/.exec(value) ?? [];
  const basic = /^basic$/i.test(scheme) ? Buffer.from(token ?? '', 'base64').toString() : undefined;
  const parts = [password, password && decoded(password), token, basic, basic?.slice(basic.indexOf(':') + 1)];
  return parts.filter((part) => part !== undefined && part.length >= LEAST_PASSWORD) as string[];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As ids and file names are made of names. */
function slug(value: string): string[] {
  const slugged = value
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
  return slugged.length >= LEAST_LINE ? [slugged] : [];
}

/** As JavaScript prints it when it came as a JSON number with more digits than a double has. */
function asNumber(value: string): string[] {
  return /^\d{6,}$/.test(value) ? [String(Number(value))] : [];
}
