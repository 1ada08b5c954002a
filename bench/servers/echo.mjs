/**
 * The least server without any library: `echo`; `big` with an answer of `megabytes`; `junk`, which writes as much of lines that are
 * no messages before it answers. `--delay=MS` answers that much later.
 */
const delayMs = Number(process.argv.find((arg) => arg.startsWith('--delay='))?.slice('--delay='.length) ?? 0);
const MEGABYTE = 1e6;

const properties = { text: { type: 'string' }, megabytes: { type: 'number' } };
const tools = ['echo', 'big', 'junk'].map((name) => ({ name, inputSchema: { type: 'object', properties } }));
const text = (said) => ({ content: [{ type: 'text', text: said }] });

const calls = {
  echo: ({ text: said }) => text(said),
  big: ({ megabytes }) => text('x'.repeat(megabytes * MEGABYTE)),
  junk: ({ megabytes }) => {
    const lines = '[INFO] processed one more item of many\n'.repeat(25_000);
    for (let written = 0; written < megabytes * MEGABYTE; written += lines.length) process.stdout.write(lines);
    return text('done');
  },
};

const methods = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'echo', version: '1.0.0' },
  }),
  ping: () => ({}),
  'tools/list': () => ({ tools }),
  'tools/call': ({ name, arguments: args }) => calls[name](args),
};

function answer({ id, method, params }) {
  if (id === undefined) return;
  const method_ = methods[method];
  const body = method_ ? { result: method_(params) } : { error: { code: -32601, message: `no method ${method}` } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...body })}\n`);
}

let rest = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) {
    const message = JSON.parse(line);
    if (delayMs > 0) setTimeout(answer, delayMs, message);
    else answer(message);
  }
});
process.stdin.on('end', () => process.exit(0));
