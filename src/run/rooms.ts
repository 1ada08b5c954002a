/** The rooms that judge, loaded as one while the server boots: `suite` imports this dynamically. */
export { inspectAll, toFinding } from '../checks/check.ts';
export { callName, listExchanges } from '../checks/exchange-rule.ts';
export { exitWords } from '../checks/exit-words.ts';
export { httpFault } from '../checks/http/fault.ts';
export * from '../checks/index.ts';
export { diagnose } from '../diagnosis/diagnose.ts';
export { firstException } from '../diagnosis/first-exception.ts';
export { readCapture } from '../expect/capture.ts';
export { evaluate } from '../expect/evaluate.ts';
export { nodesIn } from '../schema/bounds.ts';
export { compileSchema } from '../schema/compile.ts';
export { sampleFromSchema } from '../schema/sample.ts';
