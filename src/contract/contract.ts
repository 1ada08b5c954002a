/** What a server promises to those who use it: what is kept of a release, and compared with the next. */
import type { JsonObject } from '../model.ts';

export interface Contract {
  /** Compared is none of it: it says what the last release was. */
  readonly server: { readonly name?: string; readonly version?: string; readonly protocol: string };
  readonly capabilities: JsonObject;
  readonly instructions?: string;
  /** By name or URI. Absent where the list is not known. */
  readonly tools?: Entries;
  readonly resources?: Entries;
  readonly resourceTemplates?: Entries;
  readonly prompts?: Entries;
}

export type Entries = Readonly<Record<string, JsonObject>>;

export const LISTS = ['tools', 'resources', 'resourceTemplates', 'prompts'] as const;
export type ListName = (typeof LISTS)[number];

/** What of it people call one. */
export const NOUNS: Readonly<Record<ListName, string>> = {
  tools: 'tool',
  resources: 'resource',
  resourceTemplates: 'resource template',
  prompts: 'prompt',
};

/** Beyond these a list is not kept. */
export const MOST_ENTRIES = 2000;
