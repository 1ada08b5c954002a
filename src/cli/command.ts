import type { Argv } from 'yargs';

/** Adds one command to the command line; its handler gives the exit code to `done`. */
export type Command = (cli: Argv, done: (exitCode: number) => void) => void;
