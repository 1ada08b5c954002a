/** What the build makes of `mcp-smoke/test`: what users import, and the process that reads the files for it. */
export { smokeTests } from '../test.ts';
export { answerOnStdout } from './list-child.ts';
