/** Tells secrets from ordinary settings, by name and value. */
import { isOrdinary, isPlainSetting } from './plain-setting.ts';

const SECRET_WORDS = /token|secret|passw|pwd|credential|api_?key|private|cookie|session|signature|authorization/;
/** Short words that are parts of others (`keyboard`, `author`): only between separators. */
const SECRET_PARTS = /(^|[^a-z])(key|auth|pass|pat|dsn|jwt|bearer)([^a-z]|$)/;
const PLAIN_NAMES =
  /^(home|path|user|username|logname|lang|lc_\w+|shell|pwd|tmpdir|temp|tmp|term|tz|hostname|host|port|node_env|\w*log_level|debug)$/;
const SHORTEST = 4;

/** `API_TOKEN`, `dbPassword`, `X-Api-Key`. */
export function looksSecret(name: string): boolean {
  if (name === '') return false;
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return !PLAIN_NAMES.test(words) && (SECRET_WORDS.test(words) || SECRET_PARTS.test(words));
}

/** Not so short or common that hiding it would blank out ordinary text, and no mere setting by its name and value. */
export function worthHiding(name: string, value: string): boolean {
  if (value.length < SHORTEST || isOrdinary(value) || PLAIN_NAMES.test(name.toLowerCase())) return false;
  return looksSecret(name) || !isPlainSetting(value);
}
