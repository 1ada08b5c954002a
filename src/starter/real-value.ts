/** Which made-up values have to be real ones: those that name something that must exist where the server looks. */
import type { Invented } from '../schema/sample-value.ts';
import { wordsOf } from './unasked.ts';

/** The last word of a property's name: `note_id` names a note, `file_content` no file. */
const NAMES_SOMETHING = new Set(
  (
    'id ids uuid guid key keys ref refs sha hash commit branch tag path paths file files filename filepath dir directory folder ' +
    'url urls uri uris link href endpoint host hostname domain ip address server cluster namespace pod image container instance ' +
    'bucket database db schema table column collection index repo repository owner org organization project workspace team ' +
    'package module symbol ticker user username account email channel room thread issue pr ticket session cursor token secret ' +
    'password credential credentials slug handle isbn sku sql code command cmd script expression program city location country ' +
    'place latitude longitude lat lon lng'
  ).split(' '),
);
/** What they name is written in one way: `example` is no time zone. */
const FORMED = new Set(
  'timezone tz time date datetime timestamp weekday month currency language lang locale formula equation cron schedule rrule duration mime'.split(
    ' ',
  ),
);
/** A description that shows the form, or names it. */
const SHOWS_FORM =
  /\b(?:e\.g\.|such as\b|for (?:example|instance)\b|HH:MM|YYYY|ISO[ -]?\d{3,}|ISO format|RFC ?\d{3,}|IANA|BCP ?47|cron expression)/i;
/** Formats whose values name something, whatever the property is called. */
const NAMING_FORMATS =
  /^(?:uuid|uri|url|iri|uri-reference|iri-reference|email|idn-email|hostname|idn-hostname|ipv4|ipv6)$/;
const TOLD =
  /\b(?:id|identifier|uuid|slug|path|urls?|uri|file ?name|existing|sql|api key) (?:of|to|for|from)\b|\bexisting\b/i;
/** Where the tool acts on something that is there, its name is no free choice. */
const FREE_NAMES = new Set(['name', 'names', 'title', 'titles', 'label', 'labels', 'subject']);
/** `display_name`: a name, and of nothing that is named elsewhere. */
const KINDS_OF_NAMES = /^(?:first|last|middle|full|display|given|family|nick|new|short|long|common|preferred|sort)$/;
/** Letters by which `entity` is known in `create_entities`. */
const STEM = 4;
const ACTS_ON =
  /^(?:get|read|fetch|show|describe|view|open|load|download|inspect|update|edit|rename|move|copy|delete|remove|close|start|stop|restart|enable|disable|set|use|select|switch|activate|lookup|resolve)$/;

/** The name of the value, where a real one is needed: `note_id`, `files[0].path`. */
export function needsRealValue(toolName: string, { path, schema }: Invented): string | undefined {
  const property = path.findLast((part) => typeof part === 'string');
  if (property === undefined) return undefined;
  const words = wordsOf(String(property));
  const last = words.at(-1) ?? '';
  const said = `${schema['title'] ?? ''} ${schema['description'] ?? ''}`;
  const isNaming =
    NAMING_FORMATS.test(String(schema['format'] ?? '')) ||
    NAMES_SOMETHING.has(last) ||
    TOLD.test(said) ||
    (isFree(schema) && (FORMED.has(last) || SHOWS_FORM.test(said))) ||
    (FREE_NAMES.has(last) && isTaken(words.slice(0, -1), wordsOf(toolName)));
  return isNaming && schema['type'] !== 'boolean' ? spelled(path) : undefined;
}

/** A text of which the schema says no form that a sample could have. */
function isFree({ type, format, pattern }: Invented['schema']): boolean {
  return (Array.isArray(type) ? type : [type]).includes('string') && format === undefined && pattern === undefined;
}

/** Whether a name is that of something which is there: `entity_name`, but not where the tool makes an entity. */
function isTaken(owners: readonly string[], [verb = '', ...objects]: readonly string[]): boolean {
  if (ACTS_ON.test(verb)) return true;
  const others = owners.filter((word) => !KINDS_OF_NAMES.test(word));
  return others.some((word) => !objects.some((object) => object.startsWith(word.slice(0, STEM))));
}

function spelled(path: Invented['path']): string {
  return path.reduce<string>(
    (text, part) => text + (typeof part === 'number' ? `[${part}]` : `${text && '.'}${part}`),
    '',
  );
}
