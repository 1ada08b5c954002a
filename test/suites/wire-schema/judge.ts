/** Messages of a conversation against the official JSON Schema of their revision, each against the definition that it is of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export interface Said {
  readonly from: 'client' | 'server';
  readonly message: Message;
}

interface Message {
  readonly jsonrpc?: string;
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: {
    readonly _meta?: Readonly<Record<string, unknown>>;
    readonly task?: unknown;
    readonly protocolVersion?: unknown;
  };
  readonly result?: { readonly resultType?: unknown; readonly protocolVersion?: unknown };
  readonly error?: { readonly code: number };
}

interface Asked {
  readonly request: Message;
  readonly revision: string;
}

type Definitions = Readonly<Record<string, { properties?: { method?: { const?: string } } }>>;

const STATELESS = '2026-07-28';
const VERSION = 'io.modelcontextprotocol/protocolVersion';
/** Errors that a definition of their own describes, where the revision has it. */
const ERRORS: Readonly<Record<number, string>> = {
  [-32020]: 'HeaderMismatchError',
  [-32021]: 'MissingRequiredClientCapabilityError',
  [-32022]: 'UnsupportedProtocolVersionError',
};

/** One revision of the schema. */
class Revision {
  readonly #definitions: Definitions;
  readonly #key: string;
  readonly #ajv: Ajv | Ajv2020;

  constructor(folder: string, revision: string) {
    const schema = JSON.parse(readFileSync(join(folder, revision, 'schema.json'), 'utf8'));
    this.#key = schema.$defs ? '$defs' : 'definitions';
    this.#definitions = schema[this.#key];
    const options = { strict: false, allErrors: true };
    this.#ajv = schema.$defs ? new Ajv2020(options) : new Ajv(options);
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(schema, 'mcp');
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#definitions, name);
  }

  /** The definition of a request or notification; a method that the revision does not know is JSON-RPC all the same. */
  nameOf({ method, id }: Message): string {
    const found = Object.entries(this.#definitions).find(([, { properties }]) => properties?.method?.const === method);
    return found?.[0] ?? (id === undefined ? 'JSONRPCNotification' : 'JSONRPCRequest');
  }

  /** What breaks the definition. */
  wrong(name: string, value: unknown): string[] {
    const id = `mcp#/${this.#key}/${name}`;
    const validate = this.#ajv.getSchema(id) as ValidateFunction;
    if (validate(value)) return [];
    return validate.errors!.map(({ instancePath, message }) => `${name}${instancePath} ${message}`);
  }
}

export class Judge {
  readonly #revisions = new Map<string, Revision>();

  constructor(private readonly folder: string) {}

  /** The faults of a conversation. What names no revision is of that which `initialize` brought, or of the stateless era. */
  faults(said: readonly Said[]): string[] {
    const asked = new Map<string, Asked>();
    let spoken = STATELESS;
    return said.flatMap(({ from, message }) => {
      const { method, id, params, result } = message;
      const other = from === 'client' ? 'server' : 'client';
      const question = method === undefined ? asked.get(`${other} ${JSON.stringify(id)}`) : undefined;
      if (method === 'initialize') spoken = String(params?.protocolVersion);
      const revision = question?.revision ?? String(params?._meta?.[VERSION] ?? spoken);
      if (question?.request.method === 'initialize') spoken = String(result?.protocolVersion ?? spoken);
      if (method !== undefined && id !== undefined)
        asked.set(`${from} ${JSON.stringify(id)}`, { request: message, revision });
      const faults = this.#judge(this.#of(revision), message, question?.request);
      return faults.map((fault) => `${from} ${revision} ${fault}: ${JSON.stringify(message).slice(0, 300)}`);
    });
  }

  #of(revision: string): Revision {
    const known = this.#revisions.get(revision) ?? new Revision(this.folder, revision);
    this.#revisions.set(revision, known);
    return known;
  }

  #judge(schema: Revision, message: Message, request: Message | undefined): string[] {
    if (message.method !== undefined) return schema.wrong(schema.nameOf(message), message);
    if (message.error) {
      const plain = schema.has('JSONRPCErrorResponse') ? 'JSONRPCErrorResponse' : 'JSONRPCError';
      const special = ERRORS[message.error.code];
      return schema.wrong(special && schema.has(special) ? special : plain, message);
    }
    if (request === undefined) return ['it answers no request'];
    const envelope = schema.has('JSONRPCResultResponse') ? 'JSONRPCResultResponse' : 'JSONRPCResponse';
    return [...schema.wrong(envelope, message), ...schema.wrong(resultName(schema, request, message), message.result)];
  }
}

function resultName(schema: Revision, request: Message, { result }: Message): string {
  const name = schema.nameOf(request).replace(/Request$/, 'Result');
  if (result?.resultType === 'input_required') return 'InputRequiredResult';
  if (request.params?.task !== undefined && schema.has('CreateTaskResult')) return 'CreateTaskResult';
  return schema.has(name) ? name : 'Result';
}
