/** The contract of a server that is connected: all that it declares, listed to the end, clean of secrets. */
import { type Contract, type Entries, LISTS, type ListName } from '../contract/contract.ts';
import { entriesOf } from '../contract/gather.ts';
import { isObject } from '../json/kind.ts';
import { breathe, inTurns } from '../limits/breath.ts';
import type { JsonObject } from '../model.ts';
import { listAll } from '../session/paging.ts';
import type { SuiteContext } from './context.ts';
import type { Connected } from './target.ts';

/** A list that could not be had whole is absent. */
export async function contractOf(context: SuiteContext, { session, handshake }: Connected): Promise<Contract> {
  const { name, version, protocol, capabilities } = handshake.info!;
  const declared: JsonObject = isObject(capabilities) ? (capabilities as JsonObject) : {};
  const { outcome } = handshake.opening;
  const { instructions } = (outcome.kind === 'result' ? outcome.result : {}) as { instructions?: unknown };
  const options = { timeoutMs: context.plan.timeoutMs, liveness: true, signal: context.stop };
  const lists: Partial<Record<ListName, Entries>> = {};
  for (const list of LISTS) {
    // Tools that are listed are there, whatever is declared.
    const isThere = isDeclared(declared, list) || (list === 'tools' && context.catalogue.isKnown);
    const items = isThere ? await itemsOf(list) : [];
    const entries = items && entriesOf(list, items);
    if (entries) lists[list] = await cleanly(context, entries);
  }
  const { redactor } = context;
  return {
    server: redactor.value({ ...(name ? { name } : {}), ...(version ? { version } : {}), protocol }),
    capabilities: redactor.value(declared),
    ...(typeof instructions === 'string' ? { instructions: redactor.text(instructions) } : {}),
    ...lists,
  };

  /** Undefined where not all of them are known. */
  async function itemsOf(list: ListName): Promise<readonly unknown[] | undefined> {
    const { catalogue, stop } = context;
    if (list === 'tools') return catalogue.isWhole ? [...catalogue.tools.values()].map(({ raw }) => raw) : undefined;
    if (session.closure || stop.aborted) return undefined;
    const { items, total, stopped, pages } = await listAll(session, METHODS[list], list, options);
    const areLists = pages.every(({ exchange: { outcome } }) => isListIn(outcome, list));
    // Templates go by the capability of resources, and many servers that have none do not answer.
    if (list === 'resourceTemplates' && isUnknownMethod(pages[0]?.exchange.outcome)) return [];
    return stopped === undefined && areLists && total === items.length ? items : undefined;
  }
}

/** One by one: whatever else there is to do goes on in between. */
async function cleanly({ redactor }: SuiteContext, entries: Entries): Promise<Entries> {
  const clean: [string, JsonObject][] = [];
  for (const [name, entry] of Object.entries(entries)) {
    clean.push([redactor.text(name), await inTurns(redactor.valueInBits(entry))]);
    await breathe();
  }
  return Object.fromEntries(clean);
}

const METHODS = {
  resources: 'resources/list',
  resourceTemplates: 'resources/templates/list',
  prompts: 'prompts/list',
} as const;

function isDeclared(capabilities: JsonObject, list: ListName): boolean {
  return isObject(capabilities[list === 'resourceTemplates' ? 'resources' : list]);
}

function isListIn(outcome: { kind: string; result?: unknown }, list: ListName): boolean {
  return outcome.kind === 'result' && isObject(outcome.result) && Array.isArray(outcome.result[list]);
}

const METHOD_NOT_FOUND = -32601;

function isUnknownMethod(outcome: { kind: string; error?: { code: unknown } } | undefined): boolean {
  return outcome?.kind === 'rpc-error' && outcome.error?.code === METHOD_NOT_FOUND;
}
