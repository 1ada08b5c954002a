/** What the server offers, as it was listed last, and how far that is still true. */
import type { ToolSubject } from '../checks/subjects.ts';
import type { Session } from '../session/session.ts';

export class Catalogue {
  readonly #tools = new Map<string, ToolSubject>();
  readonly #gone = new Set<string>();
  #session: Session | undefined;
  #isKnown = false;
  #isStale = false;
  #hasChanged = false;
  /** All that was listed at the start is here: no page is missing. */
  isWhole = false;
  /** Nothing but answers came while it was listed. */
  cameAlone = false;

  /** The listed tools by name; the first where a name is listed twice. */
  get tools(): ReadonlyMap<string, ToolSubject> {
    return this.#tools;
  }

  /** Names that were listed before it changed. */
  get gone(): ReadonlySet<string> {
    return this.#gone;
  }

  /** Whether tools/list gave a list at all: without one nothing can be said to be missing from it. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Whether `session` may offer something else by now: it has said so, or it is not the one that changed its list. */
  isStaleFor(session: Session): boolean {
    return this.#isStale || (this.#hasChanged && this.#session !== session);
  }

  /** The server has said that it has changed. */
  markStale(): void {
    this.#isStale = true;
  }

  /** `session` has been asked again; what it says from now on is news. */
  renewed(session: Session, isStale: boolean): void {
    this.#session = session;
    this.#isStale = isStale;
  }

  /** What the first tools/list gave; `isKnown` where it was a list. */
  listed(session: Session, tools: readonly ToolSubject[], isKnown: boolean): void {
    this.#session = session;
    this.#isKnown = isKnown;
    this.#add(tools);
  }

  /** A new list in the place of the old one. */
  replace(tools: readonly ToolSubject[]): void {
    this.#hasChanged = true;
    for (const name of this.#tools.keys()) this.#gone.add(name);
    this.#tools.clear();
    this.#add(tools);
  }

  /** What the tool says of itself (MCP 2025-11-25, ToolAnnotations). */
  annotation(name: string, key: string): unknown {
    const raw = this.#tools.get(name)?.raw as { annotations?: Record<string, unknown> | null } | undefined;
    return raw?.annotations?.[key];
  }

  #add(tools: readonly ToolSubject[]): void {
    for (const tool of tools) if (!this.#tools.has(tool.name)) this.#tools.set(tool.name, tool);
  }
}
