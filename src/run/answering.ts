/** What the host of a suite says to the server's questions: the step's answers first, then those of the file. */
import { isObject } from '../json/kind.ts';
import { patiently } from '../limits/patience.ts';
import type {
  Answers,
  AskedQuestion,
  Irregularity,
  Json,
  JsonObject,
  Place,
  Plan,
  PlannedStep,
  QuestionFilter,
} from '../model.ts';
import type { HostReply, Question } from '../session/host.ts';
import { expand } from '../template/expand.ts';
import { capabilitiesFor } from './answer-capabilities.ts';
import { withDefaults } from './form-defaults.ts';
import { formatPlace } from './place.ts';
import { lineToAdd, messageOf } from './question-words.ts';

/** A server that asks without end is answered no more, and these are shown. */
const MOST_KEPT = 100;

type Rooms = typeof import('./rooms.ts');
type ExpandOperand = (operand: Json) => Json;

interface Row {
  readonly when: QuestionFilter;
  readonly at: Place;
}

interface Said {
  readonly reply: HostReply;
  /** For the report. */
  readonly answer: string;
  readonly at?: Place;
}

export class Answering {
  readonly capabilities: object;
  #asked: AskedQuestion[] = [];
  #current: PlannedStep | undefined;
  #step: Answers = {};
  #expand: ExpandOperand;

  constructor(private readonly plan: Plan) {
    this.capabilities = capabilitiesFor(plan);
    this.#expand = (value) => expand(value, { env: plan.env, vars: plan.vars, captures: new Map() });
  }

  /** From here on it is this step that is asked for; what came before it belongs to none. */
  during(step: PlannedStep, expandOperand: ExpandOperand): void {
    if (step !== this.#current) this.#asked = [];
    this.#current = step;
    this.#step = step.answers ?? {};
    this.#expand = expandOperand;
  }

  /** What has been asked since this was called last. */
  takeAsked(): readonly AskedQuestion[] {
    const asked = this.#asked;
    this.#asked = [];
    return asked;
  }

  /** Undefined: the host answers as one does that can do nothing of the kind. Never rejects. */
  readonly answer = (question: Question): Promise<HostReply> | undefined => {
    const kind = KINDS[question.method];
    if (kind === undefined) return undefined;
    const isOffered = Object.hasOwn(this.capabilities, kind);
    if (isOffered) return this.#say(question, kind);
    this.#keep(question, { answer: 'decline' });
    return undefined;
  };

  async #say(question: Question, kind: keyof Answers): Promise<HostReply> {
    const said = await this.#choose(question, kind);
    this.#keep(question, said);
    return said.reply;
  }

  async #choose(question: Question, kind: keyof Answers): Promise<Said> {
    const roots = this.#step.roots ?? this.plan.answers?.roots;
    if (kind === 'roots') return rootsReply((roots ?? []).map((uri) => String(this.#expand(uri))));
    // The judges, which the start of the server does not wait for.
    const rooms = await import('./rooms.ts');
    return kind === 'elicitation' ? this.#elicit(rooms, question) : this.#sample(rooms, question);
  }

  async #elicit(rooms: Rooms, question: Question): Promise<Said> {
    const { mode = 'form', requestedSchema } = paramsOf(question);
    const rows = this.#rows('elicitation').filter((row) => row.mode === mode);
    const row = await this.#find(rooms, question, rows);
    if (!row) return declined(question, { result: { action: 'decline' } });
    const { action, at } = row;
    if (action !== 'accept' || mode === 'url') return { reply: { result: { action } }, answer: action, at };
    const content = withDefaults(this.#expand(row.content) as JsonObject, requestedSchema);
    const issues = await patiently(() => rooms.compileSchema(requestedSchema).validate?.(content) ?? []);
    const [issue] = issues.filter(({ isUndecided }) => !isUndecided);
    if (issue) return unfit(question, `${formatPlace(at)}: content${issue.path} ${issue.message}`, at);
    return { reply: { result: { action, content } }, answer: `accept ${JSON.stringify(content)}`, at };
  }

  async #sample(rooms: Rooms, question: Question): Promise<Said> {
    const row = await this.#find(rooms, question, this.#rows('sampling'));
    const refusal = { error: { code: -1, message: 'Sampling is declined: this is a smoke test' } };
    if (!row) return declined(question, refusal);
    const { text, model, at } = row;
    if (text === undefined) return { reply: refusal, answer: 'decline', at };
    const said = String(this.#expand(text));
    const content = { type: 'text', text: said };
    return { reply: { result: { role: 'assistant', content, model, stopReason: 'endTurn' } }, answer: said, at };
  }

  #rows<Kind extends 'elicitation' | 'sampling'>(kind: Kind): NonNullable<Answers[Kind]>[number][] {
    return [...(this.#step[kind] ?? []), ...(this.plan.answers?.[kind] ?? [])] as NonNullable<Answers[Kind]>[number][];
  }

  /** The first row that fits. */
  async #find<One extends Row>(rooms: Rooms, question: Question, rows: readonly One[]): Promise<One | undefined> {
    const observed = { text: messageOf(question), structured: question.params, durationMs: 0 };
    for (const row of rows) {
      const { message: text, params: structured } = row.when;
      const expected = { status: 'any' as const, text, structured, at: row.at };
      const wrong = await patiently(() => rooms.evaluate(expected, observed, this.#expand));
      if (wrong.length === 0) return row;
    }
    return undefined;
  }

  #keep(question: Question, { answer, at }: Pick<Said, 'answer' | 'at'>): void {
    if (this.#asked.length >= MOST_KEPT) return;
    const place = at === undefined ? {} : { at: formatPlace(at) };
    this.#asked.push({ method: question.method, question: messageOf(question), answer, ...place });
  }
}

const KINDS: Readonly<Record<string, keyof Answers>> = {
  'elicitation/create': 'elicitation',
  'sampling/createMessage': 'sampling',
  'roots/list': 'roots',
};

function rootsReply(uris: readonly string[]): Said {
  return { reply: { result: { roots: uris.map((uri) => ({ uri })) } }, answer: uris.join(', ') || 'no roots' };
}

function declined(question: Question, refusal: HostReply): Said {
  const note: Irregularity = {
    rule: 'question-unanswered',
    message: `nothing answers the question ${JSON.stringify(messageOf(question))} (${question.method}), which was declined`,
    evidence: `to answer it, add to the step or to the top of the file:\n${lineToAdd(question)}`,
  };
  return { reply: { ...refusal, notes: [note] }, answer: 'decline' };
}

/** What does not fit is not sent: no host would. */
function unfit({ method }: Question, why: string, at: Place): Said {
  const message = `the answer of the file does not fit the requestedSchema of the question, and was not sent (${method})`;
  const note: Irregularity = { rule: 'answer-invalid', message, evidence: why };
  return { reply: { result: { action: 'cancel' }, notes: [note] }, answer: 'cancel', at };
}

function paramsOf({ params }: Question): Record<string, unknown> {
  return isObject(params) ? params : {};
}
