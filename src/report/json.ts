import type { Report } from '../model.ts';

/** Plain characters. */
const VISIBLE = /^[\n\x20-\x7e]*$/;
/** `##[error]` in a CI log. */
const CI_MARK = /##(?=\w{0,20}\[)/g;

/** The report itself (`schema/report.schema.json`). Odd characters are written as JSON escapes, so nothing is lost. */
export function renderJson(report: Report): string {
  return `${plainJson(JSON.stringify(report, null, 2))}\n`;
}

/** The same JSON, in plain characters. */
export function plainJson(json: string): string {
  const seen = VISIBLE.test(json) ? json : invisibleEscaped(json);
  return seen.replace(CI_MARK, '#\\u0023');
}

/**
 * Characters that are legal in JSON and still steer a terminal or hide text. Asked for where it is needed: V8 takes half a
 * millisecond to make such a set.
 */
function invisibleEscaped(json: string): string {
  const invisible = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
  return json.replace(invisible, asEscapes);
}

function asEscapes(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
