/** What came out: findings, steps and the report. */
import type { CallRecord } from './call.ts';
import type { Changes } from './changes.ts';
import type { ContractFacts } from './contract.ts';
import type { Cover } from './cover.ts';
import type { Level } from './level.ts';
import type { StepStatus } from './status.ts';

/** One thing that is wrong. `rule` is the id of the failure catalogue. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  /** What came instead of what was expected, in one sentence for people who do not know the protocol. */
  readonly instead?: string;
  readonly hint: string;
  /** What was seen: wire text, stderr, expected and received. */
  readonly evidence?: string;
  /** `file:line:column` of the smoke file, `server.py:40 in block`, or a JSON pointer. */
  readonly where?: string;
  /** How often it was found, where it was more than once. */
  readonly count?: number;
  /** Rules that broke with it, and that it explains: they are not told beside it. */
  readonly also?: readonly string[];
  /** It is not the server's: a mistake of the smoke file, or credentials that are missing. */
  readonly about?: 'file' | 'access';
}

/** A finding before it is settled: with the rule that it is of. */
export interface RawFinding extends Finding {
  readonly info?: RuleInfo;
  /** The hint where there is no smoke file. */
  readonly probeHint?: string;
}

/** What a rule is, apart from its detection; docs and `explain` are printed from it. */
export interface RuleInfo {
  readonly id: string;
  readonly level: Level;
  /** What a finding of it may also have; no finding has another. */
  readonly otherLevels?: readonly Level[];
  /** One line: what is wrong. */
  readonly title: string;
  /** The same for people who do not know the protocol: what happened instead of what was expected. */
  readonly plain?: string;
  /** What to change. */
  readonly hint: string;
  /** What to change where there is no smoke file: on the command line of `probe`. */
  readonly probeHint?: string;
  /** The section of the MCP, JSON-RPC or JSON Schema specification. */
  readonly spec?: string;
  /** What of it `lint` sees in source; its level there follows what is certain. */
  readonly looksFor?: string;
  /** Rules whose findings in the same step are the consequence of this one. */
  readonly explains?: readonly string[];
  readonly about?: Finding['about'];
  /** What the server threw is the cause where no other is known. */
  readonly isSymptom?: true;
  /** A call hangs: where, its runtime may tell. 'answering': all else goes on being answered; 'silent': nothing is. */
  readonly isHang?: true | 'answering' | 'silent';
  /** Of hangs: says nothing of a server that only starts. */
  readonly isOfCalls?: true;
  /** About the server as a whole: every request meets it again, and one finding a run tells it. */
  readonly isServerWide?: true;
  /** Nothing that the script says can be tested. */
  readonly stopsScript?: true;
  /** Its words stand behind those of its cause: they say how it ended. */
  readonly isToldAlong?: true;
  /** Says no more where a request of the same step tells of the same rule. */
  readonly yields?: true;
  /** What the same process does next is spoilt as well; 'line': as long as the line that it has begun is open. */
  readonly spoilsNext?: true | 'line';
  /** The session goes with it: that the process ends afterwards is no second fault. */
  readonly endsSession?: true;
}

/** One line on the terminal, one test case in JUnit, one row in a report. */
export type StepKind =
  | 'install'
  | 'connect'
  | 'list'
  | 'schema'
  | 'contract'
  | 'call'
  | 'resource'
  | 'prompt'
  | 'request'
  | 'http'
  | 'close'
  | 'lint';

/** Where a run took place. */
export interface Environment {
  readonly mcpSmoke: string;
  readonly node: string;
  /** `linux x64`. */
  readonly platform: string;
  /** The name of the operating system: `Debian GNU/Linux 12 (bookworm)`. */
  readonly os?: string;
  /** The commit that was checked out, where it can be known. */
  readonly commit?: string;
}

export interface StepResult {
  readonly id: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly tool?: string;
  /** `description` of the smoke file. */
  readonly description?: string;
  /** What is expected of a scripted step, in words: `the text contains "created"`. */
  readonly expects?: readonly string[];
  readonly status: StepStatus;
  readonly durationMs: number;
  /** Since the start of the run. */
  readonly startedAtMs?: number;
  /** `file:line:column` of the step in the smoke file. */
  readonly at?: string;
  /** Why it was skipped or is broken; for a step that passed, a short fact ("5 tools"). */
  readonly reason?: string;
  readonly findings: readonly Finding[];
  /** The requests of a scripted step, in the order they were sent. */
  readonly calls?: readonly CallRecord[];
}

/** What was installed and tested in the place of a source tree. */
export interface ArtifactFacts {
  readonly kind: 'npm' | 'wheel' | 'sdist' | 'mcpb' | 'registry' | 'docker';
  /** As the file or the command line names it. */
  readonly path: string;
  readonly name?: string;
  readonly version?: string;
  /** Of the file, or the id of the image; in hex. */
  readonly sha256?: string;
}

export interface SuiteReport {
  readonly name: string;
  /** Source that was read, instead of a server that was run. */
  readonly kind?: 'lint';
  readonly file: string;
  /** Of the smoke file. */
  readonly fileSha256?: string;
  /** Names of the environment variables that the file uses. */
  readonly variables?: readonly string[];
  /** How the server was reached: the command line or the URL. */
  readonly target?: string;
  readonly server: {
    readonly name?: string;
    readonly version?: string;
    /** The protocol revision that was asked for; the negotiated one, and why that where nobody pinned it; what else there is. */
    readonly requestedProtocol?: string;
    readonly protocol?: string;
    readonly why?: string;
    readonly offers?: readonly string[];
    readonly transport: 'stdio' | 'http';
  };
  readonly artifact?: ArtifactFacts;
  readonly contract?: ContractFacts;
  readonly steps: readonly StepResult[];
  readonly tools: readonly { readonly name: string; readonly tested: boolean; readonly ms?: number }[];
  /** The end of the server's stderr. */
  readonly stderrTail: string;
}

export interface Totals {
  readonly steps: number;
  readonly passed: number;
  readonly failed: number;
  readonly flaky: number;
  readonly broken: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
}

export type Verdict = 'passed' | 'failed' | 'broken';

/** The public contract; `schema/report.schema.json` describes it. */
export interface Report {
  readonly schema: 'mcp-smoke/report@1';
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** The command line of the run. */
  readonly command?: string;
  readonly environment?: Environment;
  readonly cover?: Cover;
  /** Against an earlier run of the same scripts. */
  readonly changes?: Changes;
  readonly suites: readonly SuiteReport[];
  readonly totals: Totals;
  readonly secrets: { readonly values: number; readonly replaced: number; readonly scannedFiles: number };
}
