/** Text outside of ASCII, there and back: a server that reads or writes in a code page spoils it. */
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, hasAnswer } from '../model.ts';
import { call, describeEnd, found, NOT_STARTED, type Probe } from './probe.ts';
import { NO_TEXT, textCall } from './strings.ts';

const PLAIN = 'mcp-smoke-plain';
const FOREIGN = 'zażółć-✓-日本-😀';
const CODEPAGE = ruleInfo('bom-or-codepage');
const HINT =
  'Read and write UTF-8: PYTHONUTF8=1 or sys.stdout.reconfigure(encoding="utf-8"); in Java -Dfile.encoding=UTF-8.';

export const unicode: Probe = {
  name: 'unicode',
  rules: [CODEPAGE],
  run: async (bench) => {
    const sample = textCall(bench, [PLAIN, FOREIGN]);
    if (!sample) return NO_TEXT;
    const { tool } = sample;
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const plain = await call(session, bench, tool, sample.args[0]!);
    const foreign = await call(session, bench, tool, sample.args[1]!);
    const message = `${tool} was called with ${JSON.stringify(FOREIGN)}`;
    if (!hasAnswer(foreign))
      return found(
        CODEPAGE,
        { message: `${message}, and ${describeEnd(foreign)}.`, hint: HINT },
        bench.causes(foreign),
      );
    // Only a tool that gives plain text back as it is can be held to do the same with any other.
    if (!holds(plain, PLAIN) || holds(foreign, FOREIGN)) return { findings: [] };
    return found(CODEPAGE, {
      message: `${message}, and it did not come back as it was sent.`,
      hint: HINT,
      evidence: `received: ${answerOf(foreign)}`,
    });
  },
};

/** JSON in text may spell a character as an escape. */
function holds(exchange: Exchange, text: string): boolean {
  const answer = answerOf(exchange);
  const unescaped = answer.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return answer.includes(text) || unescaped.includes(text);
}

function answerOf({ outcome }: Exchange): string {
  return outcome.kind === 'result' ? (JSON.stringify(outcome.result) ?? '') : JSON.stringify(outcome);
}
