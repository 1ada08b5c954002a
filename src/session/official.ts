/** Would the official client accept this? Where our own shapes are not sure that it would, its own schemas are the judge. */
import type { ScriptedKind } from '../model.ts';
import type { OfficialVerdict } from './official-judge.ts';
import { isSurelyResult, isSurelyToolList } from './official-shapes.ts';

/**
 * What the official client says of one page of tools/list, which it takes or refuses as a whole: of its first `most`
 * tools. Undefined: accepted.
 */
export async function refusesToolList(
  page: { readonly tools: readonly unknown[] },
  most = Number.POSITIVE_INFINITY,
): Promise<OfficialVerdict | undefined> {
  return isSurelyToolList(page, most) ? undefined : (await judge()).refusesToolList(page, most);
}

/** Why the official client would refuse the result of a call, a read or a prompt; undefined where it would not. */
export function refusesResult(kind: ScriptedKind, result: unknown): undefined | Promise<string | undefined> {
  return isSurelyResult(kind, result) ? undefined : judge().then(({ refusesResult }) => refusesResult(kind, result));
}

/** To load its schemas takes longer than to judge a hundred results. */
function judge(): Promise<typeof import('./official-judge.ts')> {
  return import('./official-judge.ts');
}
