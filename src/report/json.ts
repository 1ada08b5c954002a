import type { Report } from '../model.ts';
import { unsafeShown } from '../text/printable.ts';

/** `##[error]` in a CI log. */
const CI_MARK = /##(?=\w{0,20}\[)/g;

/** The report itself (`schema/report.schema.json`). Odd characters are written as JSON escapes, so nothing is lost. */
export function renderJson(report: Report): string {
  return `${plainJson(JSON.stringify(report, null, 2))}\n`;
}

/** The same JSON, in plain characters. */
export function plainJson(json: string): string {
  return unsafeShown(json, asEscapes).replace(CI_MARK, '#\\u0023');
}

/** What is legal in JSON and still steers a terminal or hides text. */
function asEscapes(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
