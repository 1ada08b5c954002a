/** What the rules of lint are called, and what of each can be seen in source. Its ids are those of the run where the fault is the same. */
import { ruleInfo } from '../../checks/registry.ts';
import { diagnosisRules } from '../../diagnosis/diagnose.ts';
import type { RuleInfo } from '../../model.ts';

/** Found in source alone. */
export const sourceOnly: readonly RuleInfo[] = [
  {
    id: 'syntax-error',
    level: 'warning',
    title: 'A source file cannot be read whole.',
    hint: 'Correct it; if the interpreter takes it, the grammar of lint does not know that form yet.',
  },
  {
    id: 'ignore-unused',
    level: 'warning',
    title: 'A comment ignores a finding that is not there.',
    hint: 'Take the comment away, or correct the name of the rule.',
  },
  {
    id: 'ignore-without-reason',
    level: 'warning',
    title: 'A comment ignores a finding and does not say why.',
    hint: 'Write `smoke: ignore RULE -- the reason`.',
  },
];

/** Which of a rule lint can see. */
const LOOKS_FOR: Readonly<Record<string, string>> = {
  'nested-asyncio-run':
    'asyncio.run, anyio.run, run_until_complete and nest_asyncio in a handler or in what it calls, and in any async function. In plain `def` handlers it depends on the version.',
  'nested-run-startup': 'mcp.run(), uvicorn.run() and their like in an async function.',
  'loop-blocked':
    'time.sleep, requests, urllib, synchronous httpx, subprocess, execSync and loops that only wait or never end, in async handlers; as a note, the same in plain handlers that run on the event loop, and sqlite3.',
  'child-stdin-inherit': 'Child processes that a handler starts without a stdin of their own, in a server on stdio.',
  'stdout-noise-call':
    'print, sys.stdout.write, os.write(1, …), console.log and their like in a handler or in what it calls, in a server on stdio.',
  'stdout-noise-boot': 'The same where the server starts, and log handlers on stdout.',
  'reads-stdin': 'input(), getpass() and sys.stdin in a handler of a server on stdio.',
  'zombie-session': 'sys.exit() and SystemExit in a handler or in what it calls.',
  'crash-on-call': 'os._exit() and process.exit() in a handler or in what it calls.',
  'not-awaited':
    'Coroutines that are called as a statement, in a text or for a member of theirs; promises that a handler leaves alone.',
  'json-dumps-in-tool':
    'json.dumps of a datetime, set, UUID, Decimal or Path that stands in the call, without default=.',
  'unsafe-int': 'JSON.stringify of a BigInt that stands in the call.',
  'repr-leak': 'Tools that return a function, a lock or an open file.',
  'content-shape': 'Tools of the TypeScript SDK that return a text or a list instead of a result.',
  'import-time-decorator': 'Decorators of the mcp package without parentheses.',
  'import-error-mcp2': 'mcp.server.fastmcp, and decorators of the low-level server, where the project lets mcp 2 in.',
  'thread-affinity': 'SQLite connections of the module that plain tools use in worker threads.',
  'syntax-error': 'What the grammar does not understand.',
  'not-checked': 'Files over 1 MiB, and what is nested too deep.',
  'ignore-unused': 'Comments that ignore nothing.',
  'ignore-without-reason': 'Comments that ignore without a reason.',
};

const known = new Map([...sourceOnly, ...diagnosisRules].map((rule) => [rule.id, rule]));

export const sourceRules: readonly RuleInfo[] = Object.entries(LOOKS_FOR).map(([id, looksFor]) => ({
  ...infoOf(id),
  looksFor,
}));

export function hintOf(id: string): string {
  return infoOf(id).hint;
}

function infoOf(id: string): RuleInfo {
  return known.get(id) ?? ruleInfo(id);
}
