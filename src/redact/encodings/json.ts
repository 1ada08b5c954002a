/** As it stands in JSON: plain, ASCII only, with `\/`, and each once more for JSON within JSON. */
export function jsonForms(value: string): string[] {
  const once = [inJson(value), asciiOnly(inJson(value)), inJson(value).replaceAll('/', '\\/')];
  return [...once, ...once.map(inJson)];
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function asciiOnly(json: string): string {
  return json.replace(/[^\x00-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
