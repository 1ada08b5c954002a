/** Tells secrets from ordinary settings, by name and value. */
const SECRET_WORDS = /token|secret|passw|pwd|credential|api_?key|private|cookie|session|signature|authorization/;
/** Short words that are parts of others (`keyboard`, `author`): only between separators. */
const SECRET_PARTS = /(^|[^a-z])(key|auth|pass|pat|dsn|jwt|bearer)([^a-z]|$)/;
const PLAIN_NAMES =
  /^(home|path|user|username|logname|lang|lc_\w+|shell|pwd|tmpdir|temp|tmp|term|tz|hostname|host|port|node_env|\w*log_level|debug)$/;
const PLAIN_VALUES =
  /^(true|false|yes|no|on|off|null|none|undefined|trace|debug|info|warn|warning|error|production|development|test|staging|localhost|127\.0\.0\.1|\d{1,5})$/i;
/** What every report is made of. */
const OWN_WORDS =
  /^(name|file|server|version|protocol|transport|stdio|http|https|steps?|tools?|tested|status|passed|failed|flaky|broken|skipped|findings?|rule|level|message|hint|evidence|where|kind|call|list|schema|connect|close|resource|prompt|suites?|totals|verdict|report|secrets?|values|smoke|mcp-smoke|test|result|text|content|type|string|number|object|array|expected|received|timeout|duration|error|errors|warnings?)$/i;
const SHORTEST = 4;

/** `API_TOKEN`, `dbPassword`, `X-Api-Key`. */
export function looksSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return !PLAIN_NAMES.test(words) && (SECRET_WORDS.test(words) || SECRET_PARTS.test(words));
}

/** A value that stands in every output anyway: to hide it would spoil the reports. */
export function isOrdinary(value: string): boolean {
  return PLAIN_VALUES.test(value) || OWN_WORDS.test(value);
}

/** Not so short or common that hiding it would blank out ordinary text. */
export function worthHiding(name: string, value: string): boolean {
  return value.length >= SHORTEST && !isOrdinary(value) && !PLAIN_NAMES.test(name.toLowerCase());
}
