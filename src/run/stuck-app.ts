/** An http step without an answer: has its route blocked the app that hosts the server, and where? */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, hasAnswer, type Plan, type PlannedStep, type RawFinding } from '../model.ts';
import type { Catalogue } from './catalogue.ts';
import type { Connection } from './connection.ts';
import { placeFindings } from './hang-place.ts';
import type { Cleaning, Stoppable } from './judging.ts';
import { isApp } from './safety.ts';
import { askAlive, askAside, SIGN_MS } from './sign-of-life.ts';
import { whereItHangs } from './where.ts';

/** Asked so long before the limit: a route that gives up at our limit itself is still waiting then. */
const LEAD_MS = 3000;

interface Hosting extends Cleaning {
  readonly plan: Plan;
  readonly connection: Connection;
}

interface Watching extends Hosting, Stoppable {
  readonly catalogue: Catalogue;
}

/** What the app answers beside a request to one of its routes; nothing is asked where that request is answered soon. */
export class AppWatch {
  #asked: Promise<Exchange[]> | undefined;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: Watching,
    timeoutMs: number,
  ) {
    const leadMs = Math.min(LEAD_MS, timeoutMs / 2);
    if (this.#isTold) this.#timer = setTimeout(() => void this.#ask(leadMs), timeoutMs - leadMs);
  }

  /** The request has an answer, or none will come. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** Whether it answers neither our question nor the list, which it has given before. */
  async isSilent(): Promise<boolean> {
    if (!this.#isTold) return false;
    const signs = await this.#ask(0);
    return this.#isTold && !signs.some(hasAnswer);
  }

  /** Whether its silence says anything: it is an app of ours that is there, and has been heard. */
  get #isTold(): boolean {
    const { plan, connection, stop, catalogue } = this.context;
    return isApp(plan.server) && !connection.current?.session.closure && !stop.aborted && catalogue.isKnown;
  }

  #ask(leadMs: number): Promise<Exchange[]> {
    const { session } = this.context.connection.current!;
    const openMs = Math.max(SIGN_MS, leadMs);
    this.#asked ??= Promise.all([
      askAlive(this.context, session, openMs),
      askAside(this.context, session, 'tools/list', openMs),
    ]);
    return this.#asked;
  }
}

/** `symptom`, or what is known of its cause: the next step would meet the blocked app otherwise. Asked for the place it may die. */
export async function judgeStuckApp(
  context: Hosting,
  step: PlannedStep,
  symptom: RawFinding,
  watch: AppWatch,
): Promise<RawFinding[]> {
  if (!(await watch.isSilent())) return [symptom];
  const { plan, connection, redact } = context;
  const { session } = connection.current!;
  connection.markStuck(step.name);
  session.excuse();
  const message = `${symptom.message} The app answers neither ${session.dialect.signOfLife} nor tools/list meanwhile.`;
  const blocked = toFinding(ruleInfo('loop-blocked'), { message });
  const located = plan.diagnose ? await whereItHangs(session.wire, { mayDie: true, redact }) : undefined;
  const placed = located ? placeFindings(located, [blocked]) : [];
  return placed.length > 0 ? placed : [blocked];
}
