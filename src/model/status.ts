/**
 * failed: the server answered wrongly or not at all. broken: it could not be tested.
 * skipped: by choice, with the reason. flaky: passed, but not at the first attempt.
 */
export type StepStatus = 'passed' | 'failed' | 'flaky' | 'broken' | 'skipped';
