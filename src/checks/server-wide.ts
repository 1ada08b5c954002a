/** Rules about the server as a whole: every request meets the same fact again, and one finding a run tells it. */
const SERVER_WIDE: readonly string[] = [
  'auth-on-200',
  'proto-header',
  'redirect-slash',
  'sse-buffered',
  'answer-on-get',
  'notification-not-202',
  'get-405',
];

export function isServerWide(rule: string): boolean {
  return SERVER_WIDE.includes(rule);
}
