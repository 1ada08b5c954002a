/** `date.toISOString()` for the years 0 to 9999: V8 asks for the time zone there, which is not needed and takes 0.2 ms. */
export function isoTime(date: Date): string {
  const day = [four(date.getUTCFullYear()), two(date.getUTCMonth() + 1), two(date.getUTCDate())].join('-');
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `${day}T${time}.${String(date.getUTCMilliseconds()).padStart(3, '0')}Z`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function four(year: number): string {
  return String(year).padStart(4, '0');
}
