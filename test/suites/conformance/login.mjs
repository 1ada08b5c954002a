/** `mcp-smoke login` with a browser that says yes to all: it follows the address that is printed. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Resolves with the exit code. */
export function logIn(bin, url, args, env) {
  const child = spawn(process.execPath, [bin, 'login', url, '--no-browser', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', (line) => {
    console.error(line);
    // A page that breaks off is for the client to notice.
    if (/^https?:\/\/\S+$/.test(line)) fetch(line).then((page) => page.text(), console.error);
  });
  return new Promise((resolve) => child.once('close', resolve));
}

/** The command for a new login that the report of a run names, as words behind `login URL`. */
export function namedLogin(report) {
  const findings = report.suites.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  const hint = findings.find(({ rule }) => rule === 'needs-auth')?.hint ?? '';
  if (!hint.includes('mcp-smoke login ')) return undefined;
  const [, quoted, plain] = / --scope (?:'([^']*)'|(\S+))/.exec(hint) ?? [];
  const scope = quoted ?? plain;
  return scope === undefined ? [] : ['--scope', scope];
}
