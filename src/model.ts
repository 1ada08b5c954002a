/** The nouns of the program. Start reading here: plan → exchange → finding → report. Imports nothing outside `model/`. */
export * from './model/answers.ts';
export * from './model/call.ts';
export * from './model/errors.ts';
export * from './model/event.ts';
export * from './model/exchange.ts';
export * from './model/expectation.ts';
export * from './model/json.ts';
export * from './model/outcome.ts';
export * from './model/plan.ts';
export * from './model/protocol.ts';
export * from './model/report.ts';
export * from './model/schema.ts';
export * from './model/server.ts';
export * from './model/stacks.ts';
export * from './model/surroundings.ts';
export * from './model/wire-event.ts';
