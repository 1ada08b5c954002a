import type { Argv } from 'yargs';
import type { Outside } from './outside.ts';

/** Adds one command to the command line; its handler gives the exit code to `done`. */
export type Command = (cli: Argv, done: (exitCode: number) => void, outside: Outside) => void;
