/** Variables of the environment that are missing. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const missingEnv: RuleInfo = {
  id: 'missing-env',
  level: 'error',
  title: 'An environment variable is missing',
  hint: "Name it under the server's `env`: hosts pass only a few variables, and not those of your shell profile.",
  probeHint:
    'Pass it on by its name, --env NAME: hosts pass only a few variables, and not those of your shell profile.',
};

/** Words near a name that looks like a variable, in either order. */
const ENV_NAME_FIRST =
  /(?<!\w)([A-Z][A-Z0-9]*_[A-Z0-9_]{1,60})(?!\w).{0,60}\b(?:missing|required|not set|unset|not defined|not provided|must be (?:set|provided|defined))\b/;
const ENV_WORD_FIRST =
  /\b(?:[Mm]issing|[Rr]equire[sd]?|[Pp]lease set|[Nn]ot set)\b.{0,80}(?:environment variable|\benv\b|(?<!\w)[A-Z][A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD)\b).{0,80}/;
/** What zod says of a variable that is not there: as JSON, as Node prints it, flattened, and made pretty. */
const UNDEFINED =
  /"?received"?: ["']undefined["'],\s{0,20}"?path"?: \[\s{0,20}["']([A-Z][A-Z0-9_]{1,99})["']\s{0,20}\]|"?path"?: \[\s{0,20}["']([A-Z][A-Z0-9_]{1,99})["']\s{0,20}\],\s{0,20}"?message"?: ["'](?:Required["']|[^"'\n]{0,200}received undefined)|(?<!\w)([A-Z][A-Z0-9_]{1,99}): \[\s{0,20}["'](?:Required["']|[^"'\n]{0,200}received undefined)|received undefined\n {0,10}→ at ([A-Z][A-Z0-9_]{1,99})$/m;
const EACH_UNDEFINED = new RegExp(UNDEFINED, 'gm');
/** Of envalid: a line for each. */
const ENVALID = /Missing environment variables:\n((?: {1,10}[A-Z][A-Z0-9_]{1,99}: .{0,200}\n?){1,30})/;
/** Of pydantic: the name of a field, and under it what is wrong with it. */
const LACKING = /^(\w{1,100})\n +Field required/gm;

export const environmentCauses: readonly Cause[] = [
  {
    rule: missingEnv,
    origin: 'os.environ',
    pattern: /^KeyError: '([^']{1,100})'$/,
    message: ([, name]) => `The environment variable ${name} is missing.`,
  },
  {
    rule: missingEnv,
    origin: 'pydantic-settings',
    pattern: /validation errors? for (\w{1,100})\n(?:.{0,300}\n){0,4}? {1,4}Field required/,
    message: ({ 1: settings, input }) => {
      const fields = [...input.matchAll(LACKING)].map(([, field]) => field);
      const variables = fields.map((field) => field?.toUpperCase()).join(', ');
      return `${settings} lacks ${fields.join(', ')}, which pydantic-settings reads from the environment (${variables}, after its env_prefix if it has one).`;
    },
  },
  {
    rule: missingEnv,
    // In a call it may be an argument.
    phase: 'start',
    pattern: UNDEFINED,
    message: ({ input }) => lacking([...input.matchAll(EACH_UNDEFINED)].map((names) => names.slice(1).find(Boolean))),
  },
  {
    rule: missingEnv,
    phase: 'start',
    pattern: ENVALID,
    message: ([, lines = '']) => lacking([...lines.matchAll(/^ +(\w+): /gm)].map(([, name]) => name)),
  },
  {
    rule: missingEnv,
    // Of a dict of the tool's own only what looks like a credential.
    pattern: /KeyError: '([A-Z][A-Z0-9]*_(?:[A-Z0-9]{1,30}_){0,5}(?:KEY|TOKEN|SECRET|PASSWORD|URL))'/,
    message: ([, name]) => `The environment variable ${name} seems to be missing.`,
  },
  {
    rule: missingEnv,
    pattern: ENV_NAME_FIRST,
    message: ([, name]) => `The server says that the environment variable ${name} is missing.`,
  },
  {
    rule: missingEnv,
    pattern: ENV_WORD_FIRST,
    message: ([text]) => `The server says that an environment variable is missing: ${text.trim()}`,
  },
];

function lacking(names: readonly (string | undefined)[]): string {
  return `The server checks its environment, and lacks ${[...new Set(names)].join(', ')}.`;
}
