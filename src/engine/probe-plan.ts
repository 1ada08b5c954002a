import { DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_MESSAGE_BYTES, DEFAULT_TIMEOUT_MS } from '../config/defaults.ts';
import type { Plan, ProbeName } from '../model.ts';
import type { Choices } from './choices.ts';
import { durationOf } from './duration.ts';
import type { Probed } from './probed.ts';

export interface ProbePlanOptions {
  readonly name?: string;
  readonly callReadOnly?: boolean;
  readonly timeout?: string | undefined;
  readonly connectTimeout?: string | undefined;
  readonly probes?: readonly ProbeName[];
}

/** `env`: that of the run, where it is not the process's. */
export type Probable = Pick<Probed, 'server' | 'secrets'> & { readonly env?: Plan['env'] };

/** A plan without a script: connect, list, validate, close. Throws UsageError. */
export function probePlan({ server, secrets, env = process.env }: Probable, options: ProbePlanOptions): Plan {
  const { name = 'probe', callReadOnly = false, timeout, connectTimeout, probes = [] } = options;
  return {
    name,
    file: '',
    source: '',
    server,
    protocol: 'auto',
    secrets,
    vars: {},
    env,
    timeoutMs: timeout === undefined ? DEFAULT_TIMEOUT_MS : durationOf('--timeout', timeout),
    connectTimeoutMs:
      connectTimeout === undefined ? DEFAULT_CONNECT_TIMEOUT_MS : durationOf('--connect-timeout', connectTimeout),
    limits: { messageBytes: DEFAULT_MESSAGE_BYTES },
    tools: { include: [], exclude: [] },
    coverage: 'off',
    diagnose: true,
    rules: {},
    probes,
    steps: [],
    teardown: [],
    callReadOnly,
  };
}

/** How it is run. */
export const PROBE_CHOICES = {
  jobs: 1,
  bail: false,
  readOnly: false,
  allowDestructive: false,
  passIfEmpty: false,
  tags: [],
  stepNames: [],
  isProbe: true,
} as const satisfies Choices;
