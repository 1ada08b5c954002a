/** The code asks for more than the inputSchema says, in the words of an SDK (`--variant=`). The twin takes what it promised. */
import { echo, errorResult, faulty, healthy, RpcError, serve, variant } from './serve.mjs';

const rpc = (message) => () => {
  throw new RpcError(-32602, message);
};
const zod = '[\n  { "code": "invalid_type", "expected": "string", "path": ["title"], "message": "Required" }\n]';
const ways = {
  typescript: () => errorResult(`MCP error -32602: Input validation error: Invalid arguments for tool faulty: ${zod}`),
  'typescript-rpc': rpc(`MCP error -32602: Invalid arguments for tool faulty: ${zod}`),
  fastmcp: () =>
    errorResult(
      "1 validation error for call[faulty]\ntext\n  Unexpected keyword argument [type=unexpected_keyword_argument, input_value='x', input_type=str]",
    ),
  python: () =>
    errorResult(
      'Error executing tool faulty: 1 validation error for faultyArguments\ntitle\n  Field required [type=missing, input_value={}, input_type=dict]',
    ),
  lowlevel: () => errorResult("Input validation error: 'title' is a required property"),
  go: rpc('invalid params: validating "arguments": validating root: required: missing properties: ["title"]'),
  rust: rpc('failed to deserialize parameters: missing field `title`'),
  own: rpc('Invalid arguments: title is required'),
  // No word about the arguments' form: what was asked for is not there.
  sense: rpc('Note "x" does not exist'),
};
const call = healthy ? echo.call : ways[variant('typescript')];

serve({ tools: [echo, faulty(call)] });
