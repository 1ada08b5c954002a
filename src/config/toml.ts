/** TOML of others, for whoever asks only what it says; `hosts/read.ts` tells its mistakes with their places. */
import { parse } from 'smol-toml';

/** An empty object for what is no TOML. */
export function tomlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return {};
  }
}
