/** Which tools a script that nobody has read yet must not call. */
import { isObject } from '../json/kind.ts';

/** As the name of a tool begins; what it does cannot be taken back. */
const DESTROYS =
  /^(?:delete|remove|drop|destroy|purge|wipe|erase|clear|reset|truncate|kill|terminate|shutdown|uninstall|revoke|overwrite|archive|unpublish|prune|flush|rollback|revert|format)$/;
/** Others see it, or pay for it. */
const REACHES_OUT =
  /^(?:send|email|mail|sms|post|publish|tweet|reply|forward|notify|invite|pay|charge|refund|buy|purchase|order|checkout|transfer|withdraw|deploy|release|merge|push|call|dial|exec|execute|eval|run|shell)$/;
const VERBS = 2;

/** Why the tool is not called; undefined where it may be. */
export function reasonNotToCall(name: string, annotations: unknown): string | undefined {
  const hints = isObject(annotations) ? annotations : {};
  if (hints['readOnlyHint'] === true) return undefined;
  if (hints['destructiveHint'] === true)
    return 'the tool says that it is destructive: to call it, take this line out and add `allowDestructive: true`';
  const verbs = wordsOf(name).slice(0, VERBS);
  if (hints['destructiveHint'] === undefined && verbs.some((word) => DESTROYS.test(word)))
    return 'going by its name, it destroys something: take this line out if it may be called';
  if (hints['openWorldHint'] !== false && verbs.slice(0, 1).some((word) => REACHES_OUT.test(word)))
    return 'going by its name, others notice when it is called: take this line out if it may be called';
  return undefined;
}

/** `createNote`, `create-note`, `notes.create_note`: the words of the last part. */
export function wordsOf(name: string): string[] {
  const last = name.split(/[./:]/).at(-1) || name;
  return last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
}
