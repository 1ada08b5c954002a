/** A time in words: the same in every locale and time zone. */
const TIME = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' } as const;

/** `20 November 2026 at 04:22:33 UTC`. */
export function when(startedAt: string): string {
  const time = new Date(startedAt);
  return Number.isNaN(time.getTime()) ? startedAt : `${time.toLocaleString('en-GB', TIME)} UTC`;
}
