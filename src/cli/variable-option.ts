/** Options that take the name of an environment variable, since a value on the command line would stand in shell histories and process lists. */
import { UsageError } from '../model.ts';

/** What nobody takes for a credential. */
const NAME = /^(?:[A-Z]{1,12}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/;

/** The value of the variable. What is not plainly a name may be the credential itself, and is not said again. */
export function variableValue(option: string, name: string, env: NodeJS.ProcessEnv = process.env): string {
  const value = env[name];
  if (value) return value;
  if (NAME.test(name)) throw new UsageError(`environment variable ${name} is not set`);
  throw new UsageError(
    `${option} takes the name of an environment variable, such as API_TOKEN, not the value itself; no variable has the name that was given`,
  );
}
