/** Rules about the script against the server: `run` and `expect` find them; what they are stands here. */
import type { RuleInfo } from '../../model.ts';
import { SPEC } from '../spec.ts';

/** A probe finds it too. */
export const cancelCrash: RuleInfo = {
  id: 'cancel-crash',
  level: 'error',
  explains: ['crash-on-call', 'crash-idle', 'zombie-session'],
  title: 'Cancelling a call ends the session.',
  hint: 'Ignore cancellations of requests that are not known or done; in Python, upgrade mcp (a cancelled request was answered twice).',
  spec: SPEC.cancellation,
};

export const scriptRules: readonly RuleInfo[] = [
  {
    id: 'smoke-file',
    level: 'error',
    about: 'file',
    title: 'A smoke file among several cannot be used; the others are run.',
    hint: 'Correct it: `mcp-smoke check` reads it and starts nothing.',
  },
  {
    id: 'custom-rule-failed',
    level: 'error',
    about: 'file',
    title: 'A check of your own threw, or did not end in time.',
    plain: 'A check that the script brings along did not work; it says nothing of the server.',
    hint: 'Mend the module that `rules:` names: `inspect` is synchronous and pure, and looks at what may be missing.',
  },
  {
    id: 'official-client',
    level: 'error',
    title: 'The official client refuses an answer.',
    plain: 'The usual client software refuses this answer.',
    hint: 'Shape the result as the specification has it: hosts on the official SDK show an error in its place.',
    spec: SPEC.toolErrors,
  },
  {
    id: 'first-call-hang',
    level: 'error',
    explains: ['hang-tool', 'loop-blocked', 'http-no-answer'],
    title: 'The first call hangs, later ones do not.',
    plain: 'The first call got no answer in time; later ones do.',
    hint:
      'Something is set up on the first call that blocks or waits for itself (a session to the own server, a lazy import, ' +
      'a connection pool): set it up at start, await it, or give it a thread of its own.',
  },
  {
    id: 'second-call-hang',
    level: 'error',
    explains: ['hang-tool', 'loop-blocked', 'http-no-answer'],
    title: 'The first call is answered, a later one in the same process hangs.',
    plain: 'The first call is answered, a later one gets no answer in time.',
    hint: 'The first call leaves something behind that the next one waits for: a lock, a closed loop, a used-up connection or pool.',
  },
  cancelCrash,
  {
    id: 'reads-stdin',
    spoilsNext: true,
    level: 'error',
    explains: ['hang-tool', 'loop-blocked', 'initialize-hang'],
    isHang: true,
    title: 'During a call somebody else than the server reads our messages.',
    hint:
      'On stdio, stdin belongs to the protocol: no input(), getpass() or sys.stdin.read() in a tool, and a child process gets a stdin ' +
      'of its own (Python: stdin=subprocess.DEVNULL; Node: stdio "ignore"; a shell: < /dev/null).',
    spec: SPEC.stdio,
  },
  {
    id: 'expectation',
    level: 'error',
    title: 'The answer is not what the script expects.',
    hint: 'Compare what was expected with what was received: fix the tool, or the expectation in the smoke file.',
  },
  {
    id: 'unexpected-status',
    level: 'error',
    isSymptom: true,
    title: 'A call succeeds or fails contrary to what the script expects.',
    hint: 'Look at the error that the server gave; if it is right to refuse this input, write "expect: { status: error }".',
    spec: SPEC.toolErrors,
  },
  {
    id: 'http-no-answer',
    level: 'error',
    isSymptom: true,
    title: 'An http step gets no HTTP answer.',
    hint: 'Check the URL of the step, that the app listens there, and its log; or raise the timeout of the step.',
  },
  {
    id: 'args-invalid',
    level: 'error',
    about: 'file',
    title: "The script's args do not fit the tool's inputSchema.",
    plain: 'The check itself is at fault: what it sends is not what the tool takes.',
    hint: 'Fix the args (quote a number that must be a string). To send them as they are, write "sendInvalid: true".',
    spec: SPEC.tool,
  },
  {
    id: 'tool-missing',
    level: 'error',
    title: 'A tool that the script names is not in the list.',
    plain: 'The server does not offer this tool.',
    hint: 'Check the spelling, and that the server registers the tool in this configuration.',
    spec: SPEC.listTools,
  },
  {
    id: 'list-change-untold',
    level: 'warning',
    title: 'A tool came during the session, and the server does not say so.',
    plain: 'A tool that came later stays unknown to the usual client software.',
    hint: 'Send notifications/tools/list_changed when tools come or go (Python: await ctx.session.send_tool_list_changed()), and declare tools.listChanged: hosts list the tools once and learn of new ones by it alone.',
    spec: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#list-changed-notification',
  },
  {
    id: 'tool-excluded',
    level: 'error',
    title: 'The server offers a tool that it must not offer.',
    hint: 'Take the tool out of this build or configuration, or out of tools.exclude.',
    spec: SPEC.listTools,
  },
  {
    id: 'tool-untested',
    level: 'warning',
    otherLevels: ['error'],
    title: 'A tool has no step in the script.',
    hint: 'Add a step that calls it; "coverage: off" silences this.',
  },
  {
    id: 'capture-missing',
    level: 'error',
    title: 'A value that the script captures is not in the answer.',
    plain: 'The answer lacks a value that later checks need.',
    hint: 'Check the JSONPath against the answer; it is read from structuredContent, else from the text as JSON.',
  },
  {
    id: 'secret-missing',
    level: 'error',
    title: 'A step needs an environment variable that is not set, and --require-secrets is given.',
    hint: 'Give the job the secret (on GitHub, jobs from forks have none), or take --require-secrets away.',
  },
  {
    id: 'secret-echoed',
    level: 'warning',
    title: 'An answer holds the value of a secret that the step did not send.',
    hint: 'Answers end up in model contexts and logs: leave the credential out of results and error messages.',
  },
  {
    id: 'destructive-not-allowed',
    level: 'error',
    about: 'file',
    title: 'A step calls a tool that says it is destructive.',
    hint: 'If the call is meant, write "allowDestructive: true" in the step.',
    spec: SPEC.tool,
  },
];
