/** Values that are settings, not secrets: they stand in any output, and to hide them would spoil it. */

const SWITCHES =
  /^(true|false|yes|no|on|off|null|none|undefined|trace|debug|info|warn|warning|error|production|development|test|staging|localhost|127\.0\.0\.1|\d{1,5})$/i;
/** What every report is made of. */
const OWN_WORDS =
  /^(name|file|server|version|protocol|transport|stdio|http|https|steps?|tools?|tested|status|passed|failed|flaky|broken|skipped|findings?|rule|level|message|hint|evidence|where|kind|call|list|schema|connect|close|resource|prompt|suites?|totals|verdict|report|secrets?|values|smoke|mcp-smoke|test|result|text|content|type|string|number|object|array|expected|received|timeout|duration|error|errors|warnings?)$/i;
/** Systems, runtimes, their tools, and what passwords are called: they stand in commands, paths and stacks. */
const COMMON_WORDS =
  /^(linux|darwin|macos|windows|win32|ubuntu|debian|alpine|posix|unix|x64|x86|arm64|amd64|node|nodejs|npm|npx|pnpm|yarn|deno|bun|tsx|python3?|pip|uv|uvx|uvicorn|fastmcp|java|javac|rust|cargo|golang|ruby|docker|podman|bash|zsh|shell|json|html|yaml|xml|markdown|utf-?8|ascii|main|master|index|module|modules|node_modules|src|dist|build|home|root|user|users|admin|guest|public|private|default|auto|demo-mode|local|remote|client|host|port|path|value|values|token|password|passwd|secret|bearer|basic|sse|streamable-http|websocket|mcp|api|data|args|true|false|silent|verbose|quiet|strict|enabled|disabled|always|never|dev|prod|ci)$/i;
/** Folders of every system. */
const SYSTEM_FOLDER =
  /^\/(?:tmp|usr|etc|var|opt|home|root|bin|sbin|lib|dev|proc|srv|mnt|Users)(?:\/(?:local|bin|lib|share|tmp|run|log))*\/?$/;
const SEPARATORS = /[^A-Za-z\d]+/;
/** Of a path, and of a slug. */
const PLAIN_FOLDER = /^(?:[A-Za-z]{1,20}|[A-Za-z]{0,8}\d{1,5})$/;
const PLAIN_PART = /^(?:[A-Za-z]{1,12}|v?\d{1,5})$/;
/** A path, or an address without a user. */
const PLACE = /^(?:[.~]{0,2}\/|[A-Za-z]:\\|[a-z][a-z\d+.-]*:\/\/)[^@?]*$/;
/** `eu-west-1`, `en_US.UTF-8`, `127.0.0.1:8000`, `v1.2.3`: words and short numbers, both of them. */
const SLUG = /^(?=.*\d)[A-Za-z\d][\w.:+-]{0,17}$/;

/** A word, switch or folder that stands in every output, whoever gave it: it cannot be hidden. */
export function isOrdinary(value: string): boolean {
  return [SWITCHES, OWN_WORDS, COMMON_WORDS, SYSTEM_FOLDER].some((pattern) => pattern.test(value));
}

/** What nobody calls a secret: an ordinary value, a path, an address, a version, a region. */
export function isPlainSetting(value: string): boolean {
  if (isOrdinary(value)) return true;
  const parts = value.split(SEPARATORS).filter((part) => part !== '');
  if (PLACE.test(value)) return parts.every((part) => PLAIN_FOLDER.test(part));
  return SLUG.test(value) && parts.length > 1 && parts.every((part) => PLAIN_PART.test(part));
}
