const LONGEST = 400;

/** What the SDK throws: an OAuth error with its code, or a sentence; it may hold the whole page that came in place of an answer. */
export function wordsOf(error: unknown): string {
  const { errorCode, message, code } = error as { errorCode?: string; message?: string; code?: string };
  const words = [errorCode ?? code, message].filter(Boolean).join(': ') || 'no reason given';
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
