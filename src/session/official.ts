/** Would the official client accept this? Its own schemas are the judge; the SDK is loaded only when there is a doubt. */

export interface OfficialVerdict {
  /** Names of the tools that spoil the list (`tools[3]` where a tool has no name). */
  readonly culprits: readonly string[];
  readonly message: string;
}

/** What the official client says of one page of tools/list, which it takes or refuses as a whole. Undefined: accepted. */
export async function refusesToolList(result: unknown): Promise<OfficialVerdict | undefined> {
  const { ListToolsResultSchema } = await import('@modelcontextprotocol/sdk/types.js');
  const parsed = ListToolsResultSchema.safeParse(result);
  if (parsed.success) return undefined;
  const first = parsed.error.issues[0];
  const indexes = new Set(parsed.error.issues.flatMap(({ path }) => (typeof path[1] === 'number' ? [path[1]] : [])));
  const culprits = [...indexes].map((index) => nameOf(result, index));
  return { culprits, message: first ? `${first.path.join('.')}: ${first.message}` : 'invalid' };
}

function nameOf(result: unknown, index: number): string {
  const tool = (result as { tools?: { name?: unknown }[] }).tools?.[index];
  return typeof tool?.name === 'string' ? tool.name : `tools[${index}]`;
}
