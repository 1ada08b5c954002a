import type { Report } from '../model.ts';

/** Characters that are legal in JSON and still steer a terminal or hide text. */
const INVISIBLE = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Nothing of that is in it; V8 builds those sets in milliseconds, and only when they are first asked. */
const VISIBLE = /^[\n\x20-\x7e]*$/;
/** `##[error]` in a CI log. */
const CI_MARK = /##(?=\w{0,20}\[)/g;

/** The report itself (`schema/report.schema.json`). Odd characters are written as JSON escapes, so nothing is lost. */
export function renderJson(report: Report): string {
  return `${plainJson(JSON.stringify(report, null, 2))}\n`;
}

/** The same JSON, in plain characters. */
export function plainJson(json: string): string {
  const seen = VISIBLE.test(json) ? json : json.replace(INVISIBLE, asEscapes);
  return seen.replace(CI_MARK, '#\\u0023');
}

function asEscapes(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
