/** The table of commands. A new one is a file in `commands/` and a line here. */
import type { Command } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { doctorCommand } from './commands/doctor.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { loginCommand } from './commands/login.ts';
import { logoutCommand } from './commands/logout.ts';
import { probeCommand } from './commands/probe.ts';
import { reportCommand } from './commands/report.ts';
import { explainCommand, rulesCommand } from './commands/rules.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { serveCommand } from './commands/serve.ts';

export const commands: readonly Command[] = [
  runCommand,
  probeCommand,
  initCommand,
  checkCommand,
  lintCommand,
  reportCommand,
  loginCommand,
  logoutCommand,
  schemaCommand,
  explainCommand,
  rulesCommand,
  completionCommand,
  doctorCommand,
  serveCommand,
];
