/** Lists and dicts as Python prints them. Linear: one pass over tokens. */

const TOKEN =
  /\s+|[[\]{}(),:=]|b?'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|(?:True|False|None|nan|inf)\b|(?:[a-z]\w{0,60}\.){0,4}[A-Za-z_]\w{0,60}(?=[(=])/y;
/** What JSON has not. */
const PYTHON = /^(?:b?'|True|False|None)/;

/** One list or dict from the first character to the last, with something in it that is Python and no JSON. */
export function isPythonLiteral(text: string): boolean {
  if (!/^[[{(]/.test(text)) return false;
  let depth = 0;
  let isPython = false;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return false;
    if ('[{('.includes(token)) depth += 1;
    else if (']})'.includes(token)) depth -= 1;
    isPython ||= PYTHON.test(token);
    if (depth === 0 && TOKEN.lastIndex < text.length) return false;
  }
  return depth === 0 && isPython && /[:,]|^\[['"\w]/.test(text);
}
