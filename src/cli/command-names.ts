/** What the commands are called: a file that is not there may be one of them, mistyped. */
export const COMMAND_NAMES = [
  'run',
  'probe',
  'init',
  'check',
  'lint',
  'report',
  'schema',
  'explain',
  'rules',
  'completion',
  'doctor',
  'login',
  'logout',
  'serve',
] as const;
