/** A tool and a method that do not exist: both must be refused, and neither may end the server. */
import { type Exchange, hasAnswer, isToolError, type RuleInfo } from '../model.ts';
import {
  type Bench,
  call,
  describeEnd,
  found,
  INPUT_KILLS_SERVER,
  NOT_STARTED,
  type Probe,
  type ProbeVerdict,
} from './probe.ts';

const UNKNOWN_TOOL: RuleInfo = {
  id: 'unknown-tool-shape',
  level: 'warning',
  title: 'A call of a tool that does not exist succeeds.',
  hint: 'Answer with the JSON-RPC error -32602, or with isError: true.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#error-handling',
};
const UNKNOWN_METHOD: RuleInfo = {
  id: 'unknown-method',
  level: 'info',
  title: 'An unknown method is not answered with -32601.',
  hint: 'Answer unknown methods with the JSON-RPC error -32601 (Method not found). Python mcp 1.x answers -32602.',
  spec: 'https://www.jsonrpc.org/specification#error_object',
};

export const unknownTool: Probe = {
  name: 'unknown-tool',
  rules: [UNKNOWN_TOOL, UNKNOWN_METHOD, INPUT_KILLS_SERVER],
  run: async (bench) => {
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const tool = await call(session, bench, 'mcp-smoke-no-such-tool', {});
    if (!hasAnswer(tool)) return silenced(bench, tool, 'A call of a tool that does not exist');
    const { timeoutMs, signal } = bench;
    const method = await session.request('mcp-smoke/no-such-method', {}, { timeoutMs, signal });
    if (!hasAnswer(method)) return silenced(bench, method, 'A method that does not exist');
    return { findings: [...judgeTool(tool).findings, ...judgeMethod(method).findings] };
  },
};

function judgeTool({ outcome }: Exchange): ProbeVerdict {
  const isSuccess = outcome.kind === 'result' && !isToolError({ outcome });
  if (!isSuccess) return { findings: [] };
  const evidence = JSON.stringify(outcome.result);
  return found(UNKNOWN_TOOL, {
    message: 'A tool that does not exist was called, and the server reports a success.',
    evidence,
  });
}

function judgeMethod({ outcome }: Exchange): ProbeVerdict {
  if (outcome.kind === 'rpc-error' && outcome.error.code === -32601) return { findings: [] };
  const got = outcome.kind === 'rpc-error' ? `the error ${String(outcome.error.code)}` : 'a result';
  return found(UNKNOWN_METHOD, { message: `A method that does not exist was answered with ${got} instead of -32601.` });
}

function silenced(bench: Bench, exchange: Exchange, what: string): ProbeVerdict {
  return found(
    INPUT_KILLS_SERVER,
    { message: `${what} was not refused: ${describeEnd(exchange)}.` },
    bench.causes(exchange),
  );
}
