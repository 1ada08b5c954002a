/** The environment of a server that we start: the official client's safe list, what makes causes readable, and what the user named. */

const SAFE_POSIX = ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'];
const SAFE_WINDOWS = [
  'APPDATA',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATH',
  'PROCESSOR_ARCHITECTURE',
  'PROGRAMFILES',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'USERNAME',
  'USERPROFILE',
];

/** Tracebacks come whole, unwrapped, without colour and at once; a hanging Python can be asked where it is. */
const READABLE = {
  COLUMNS: '500',
  NO_COLOR: '1',
  TERM: 'dumb',
  PYTHONUNBUFFERED: '1',
  PYTHONFAULTHANDLER: '1',
  RUST_BACKTRACE: '1',
  // Only of panics: errors of anyhow must not carry a stack into answers.
  RUST_LIB_BACKTRACE: '0',
  FASTMCP_ENABLE_RICH_TRACEBACKS: 'false',
  FASTMCP_ENABLE_RICH_LOGGING: 'false',
  FASTMCP_SHOW_SERVER_BANNER: 'false',
};

/** Marks every process that comes from one start, so that those which leave the group are found. */
export const RUN_VARIABLE = 'MCP_SMOKE_RUN';

export function childEnvironment(
  named: Readonly<Record<string, string>>,
  runId: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const safe = process.platform === 'win32' ? SAFE_WINDOWS : SAFE_POSIX;
  const inherited = safe.flatMap((name) => {
    const value = env[name];
    // An exported shell function is code, not a value (the official client leaves it out as well).
    return value === undefined || value.startsWith('()') ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), ...READABLE, ...named, [RUN_VARIABLE]: runId };
}
