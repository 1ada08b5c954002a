/** For `explain`: a fault as it looks on the wire, what users of the server see of it, and the code as it should be. */

export interface Example {
  /** `->` is the client, `<-` the server's stdout, `!!` its stderr, `..` what happens. */
  readonly wire: readonly string[];
  readonly users: string;
  readonly mended: readonly string[];
}

const CALL = '-> {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"search", …}}';
const NO_ANSWER =
  'The tool runs until the host gives up (60 s in the official clients), and then says "Request timed out".';
const DEAD = 'The host says "Connection closed" or "server disconnected"; every later call fails as well.';
const NOT_STARTED = 'The host shows the server as failed, and none of its tools; why stands only in its log.';

export const EXAMPLES: Readonly<Record<string, Example>> = {
  'multiline-json': {
    wire: [CALL, '<- {', '<-   "jsonrpc": "2.0",', '<-   "id": 7,', '<-   "result": { … }', '<- }'],
    users: NO_ANSWER,
    mended: [
      '- process.stdout.write(JSON.stringify(message, null, 2))',
      '+ process.stdout.write(JSON.stringify(message) + "\\n")',
    ],
  },
  'no-newline-flush': {
    wire: [CALL, '<- {"jsonrpc":"2.0","id":7,"result":{ … }}   (and no line feed)'],
    users: NO_ANSWER,
    mended: ['- sys.stdout.write(json.dumps(message))', '+ print(json.dumps(message), flush=True)'],
  },
  'stdout-noise-call': {
    wire: [CALL, '<- searching for milk …', '<- {"jsonrpc":"2.0","id":7,"result":{ … }}'],
    users: 'Some hosts go on, some log "Unexpected token s in JSON", some close the connection.',
    mended: ['- print(f"searching for {query} …")', '+ print(f"searching for {query} …", file=sys.stderr)'],
  },
  'stdout-noise-boot': {
    wire: ['<- Notes server 1.2 is ready', '-> {"jsonrpc":"2.0","id":0,"method":"initialize", …}'],
    users: 'Some hosts ignore the line, others say "Unexpected token N in JSON" and do not connect.',
    mended: ['- console.log("Notes server 1.2 is ready")', '+ console.error("Notes server 1.2 is ready")'],
  },
  'lsp-framing': {
    wire: [CALL, '<- Content-Length: 61', '<-', '<- {"jsonrpc":"2.0","id":7,"result":{ … }}'],
    users: NO_ANSWER,
    mended: [
      '- process.stdout.write(`Content-Length: ${length}\\r\\n\\r\\n${json}`)',
      '+ process.stdout.write(`${json}\\n`)',
    ],
  },
  'nan-token-wire': {
    wire: [CALL, '<- {"jsonrpc":"2.0","id":7,"result":{"structuredContent":{"mean":NaN}}}'],
    users: NO_ANSWER,
    mended: ['- return {"mean": mean}', '+ return {"mean": None if math.isnan(mean) else mean}'],
  },
  'repr-wire': {
    wire: [CALL, "<- {'jsonrpc': '2.0', 'id': 7, 'result': { … }}"],
    users: NO_ANSWER,
    mended: ['- print(response)', '+ print(json.dumps(response), flush=True)'],
  },
  'bom-or-codepage': {
    wire: [CALL, '<- {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"Caf\\xe9"}]}}'],
    users: 'Letters come out as "�", or the answer is never read and the call times out.',
    mended: ['+ sys.stdout.reconfigure(encoding="utf-8")   # or PYTHONUTF8=1 in the environment'],
  },
  'hang-tool': {
    wire: [
      CALL,
      '-> {"jsonrpc":"2.0","id":8,"method":"ping"}',
      '<- {"jsonrpc":"2.0","id":8,"result":{}}',
      '.. no answer to 7',
    ],
    users: NO_ANSWER,
    mended: ['- rows = await db.fetch(query)', '+ rows = await asyncio.wait_for(db.fetch(query), timeout=10)'],
  },
  'loop-blocked': {
    wire: [CALL, '-> {"jsonrpc":"2.0","id":8,"method":"ping"}', '.. no answer to 7, nor to 8'],
    users: `${NO_ANSWER} So do all other calls that are under way.`,
    mended: [
      '- page = requests.get(url).text',
      '+ page = await asyncio.to_thread(lambda: requests.get(url, timeout=10).text)',
    ],
  },
  'nested-asyncio-run': {
    wire: [CALL, '<- … "isError":true … "asyncio.run() cannot be called from a running event loop"'],
    users: 'The tool fails every time, though it works in unit tests.',
    mended: [
      '  @mcp.tool()',
      '- def search(query: str) -> str:',
      '-     return asyncio.run(find(query))',
      '+ async def search(query: str) -> str:',
      '+     return await find(query)',
    ],
  },
  'crash-on-call': {
    wire: [
      CALL,
      "!! TypeError: Cannot read properties of undefined (reading 'write')",
      '.. the process is gone (exit code 1)',
    ],
    users: DEAD,
    mended: [
      '- server.registerTool("search", config, ({ query }) => { index.find(query).then(send) })',
      '+ server.registerTool("search", config, async ({ query }) => asResult(await index.find(query)))',
    ],
  },
  'exit-before-init': {
    wire: [
      '-> {"jsonrpc":"2.0","id":0,"method":"initialize", …}',
      '!! SyntaxError: …',
      '.. the process is gone (exit code 1)',
    ],
    users: NOT_STARTED,
    mended: ['.. Run the command of the host by hand, in the folder and with the environment that the host gives it.'],
  },
  'missing-env': {
    wire: [
      '-> {"jsonrpc":"2.0","id":0,"method":"initialize", …}',
      "!! KeyError: 'ACME_API_KEY'",
      '.. the process is gone',
    ],
    users: NOT_STARTED,
    mended: ['  { "command": "uvx", "args": ["acme-mcp"],', '+   "env": { "ACME_API_KEY": "…" } }'],
  },
  'missing-module': {
    wire: [
      '-> {"jsonrpc":"2.0","id":0,"method":"initialize", …}',
      "!! ModuleNotFoundError: No module named 'httpx'",
      '.. the process is gone',
    ],
    users: NOT_STARTED,
    mended: ['- dependencies = ["mcp"]', '+ dependencies = ["mcp", "httpx"]'],
  },
  'spawn-enoent': {
    wire: ['.. the command cannot be started: no such file'],
    users: NOT_STARTED,
    mended: ['- { "command": "python3 server.py" }', '+ { "command": "python3", "args": ["server.py"] }'],
  },
  'initialize-hang': {
    wire: ['-> {"jsonrpc":"2.0","id":0,"method":"initialize", …}', '.. no answer'],
    users: NOT_STARTED,
    mended: [
      '- model = load_model()          # at import, for a minute',
      '+ model = functools.cache(load_model)   # at the first call',
    ],
  },
  'error-as-success': {
    wire: [CALL, '<- {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"Error: no such note"}]}}'],
    users: 'The model takes the error for the answer, and tells its user so.',
    mended: [
      '- return { content: [{ type: "text", text: `Error: ${message}` }] }',
      '+ return { content: [{ type: "text", text: message }], isError: true }',
    ],
  },
  'traceback-leak': {
    wire: [
      CALL,
      '<- … "isError":true … "Traceback (most recent call last):\\n  File \\"/srv/notes/db.py\\", line 12 …"',
    ],
    users: 'Paths and code of the server stand in the conversation; the model learns nothing that it could act on.',
    mended: ['+ except NoteNotFound as error:', '+     raise ToolError(f"there is no note {error.id}") from None'],
  },
  'structured-mismatch': {
    wire: [CALL, '<- {"jsonrpc":"2.0","id":7,"result":{"structuredContent":{"count":"2"}, … }}'],
    users: 'The official clients throw "Structured content does not match the tool\'s output schema".',
    mended: [
      '- return { structuredContent: { count: String(found.length) }, … }',
      '+ return { structuredContent: { count: found.length }, … }',
    ],
  },
  'double-encoded': {
    wire: [
      CALL,
      '<- {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"\\"{\\\\\\"id\\\\\\": 1}\\""}]}}',
    ],
    users: 'The model sees backslashes in the place of data, and often gives up on it.',
    mended: ['- return json.dumps(json.dumps(note))', '+ return json.dumps(note)'],
  },
  'no-exit-on-eof': {
    wire: [".. the host closes the server's stdin, and waits", '.. the process is still there; SIGTERM ends it'],
    users: 'Servers are left behind after each session, and hold ports, files and memory.',
    mended: ['+ process.stdin.on("end", () => process.exit(0))'],
  },
  'pagination-loop': {
    wire: [
      '-> {"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"2"}}',
      '<- {"jsonrpc":"2.0","id":3,"result":{"tools":[ … ],"nextCursor":"2"}}',
    ],
    users: 'The host asks for the same page without end, and never shows the tools.',
    mended: [
      '- return { tools: page, nextCursor: String(start + size) }',
      '+ return { tools: page, ...(start + size < all.length && { nextCursor: String(start + size) }) }',
    ],
  },
  'needs-auth': {
    wire: [
      '-> POST /mcp   {"jsonrpc":"2.0","id":0,"method":"initialize", …}',
      '<- 401 Unauthorized, WWW-Authenticate: Bearer resource_metadata="…"',
    ],
    users: 'Hosts that can log in ask their user to; others show the server as failed.',
    mended: ['+ server: { url: …, headers: { Authorization: "Bearer ${env:TOKEN}" } }'],
  },
};
