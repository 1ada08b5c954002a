import { readFileSync } from 'node:fs';
import type { Evidence } from '../../src/diagnosis/diagnose.ts';

/** What real programs wrote to stderr; only their paths were changed. */
export const recorded = (name: string) => readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8');

/** `rule` is what `diagnose` must find; nothing where the table does not know the cause. */
type Row = [
  file: string,
  phase: Evidence['phase'],
  headline: string,
  where: string | undefined,
  rule?: string,
  /** Where the cause is, if not where the exception is. */
  causedAt?: string,
];

export const recordings: Row[] = [
  [
    'python-nested-start',
    'start',
    'RuntimeError: Already running asyncio in this thread',
    'server.py:5 in main',
    'nested-run-startup',
  ],
  [
    'python-decorator',
    'start',
    'TypeError: The @tool decorator was used incorrectly',
    'server.py:3',
    'import-time-decorator',
  ],
  [
    'python-missing-dependency',
    'start',
    "ModuleNotFoundError: No module named 'no_such_dependency'",
    'server.py:1',
    'missing-module',
  ],
  [
    'python-mcp2-import',
    'start',
    "ModuleNotFoundError: No module named 'mcp.server.fastmcp'",
    'server.py:1',
    'import-error-mcp2',
  ],
  ['python-syntax-error', 'start', "SyntaxError: '(' was never closed", 'server.py:2'],
  ['python-missing-env', 'start', "KeyError: 'ACME_API_KEY'", 'server.py:2', 'missing-env'],
  ['python-segfault', 'call', 'Fatal Python error: Segmentation fault', 'server.py:3 in crash'],
  [
    'python-mcp2-nested-run',
    'call',
    'RuntimeError: asyncio.run() cannot be called',
    'server.py:15 in ablock',
    'nested-asyncio-run',
  ],
  [
    'python-mcp2-chain',
    'call',
    'RuntimeError: could not read settings',
    'server.py:35 in chained',
    'missing-env',
    'server.py:33 in chained',
  ],
  ['python-mcp2-during', 'call', 'ValueError: bad number', 'server.py:42 in during'],
  ['python-mcp2-group', 'call', 'LookupError: no such account', 'server.py:82 in fail_one'],
  [
    'python-lost-response',
    'call',
    'PydanticSerializationError: Error serializing to JSON',
    undefined,
    'response-lost-serialisation',
  ],
  ['python-system-exit', 'call', 'SystemExit: 2', 'server.py:79 in quit'],
  [
    'python-rich-nested-run',
    'call',
    'RuntimeError: asyncio.run() cannot be called from a running event loop',
    'tools_body.py:15 in ablock',
    'nested-asyncio-run',
  ],
  [
    'python-rich-chain',
    'call',
    'RuntimeError: could not read settings',
    'tools_body.py:35 in chained',
    'missing-env',
    'tools_body.py:33 in chained',
  ],
  [
    'python-env-chain',
    'start',
    'ConfigError: the server is not configured',
    'envchain.py:8 in load',
    'missing-env',
    'envchain.py:6 in load',
  ],
  ['python-lifespan-env', 'start', "KeyError: 'APIKEY'", 'lifespan.py:6 in lifespan', 'missing-env'],
  [
    'python-settings',
    'start',
    'ValidationError: 2 validation errors for Settings',
    'settings.py:7 in load',
    'missing-env',
  ],
  [
    'python-schema',
    'start',
    'PydanticSchemaGenerationError: Unable to generate pydantic-core schema for <built-in function allocate_lock>. Set',
    'bad_annot.py:6',
  ],
  ['python-segfault-threads', 'call', 'Fatal Python error: Segmentation fault', 'seg.py:5 in crash'],
  ['python-rich-group', 'call', 'LookupError: no such account', 'tools_body.py:82 in fail_one'],
  ['node-uncaught', 'start', 'TypeError: store is not open', 'e1.mjs:1 in open'],
  ['node-missing-module', 'start', "Error: Cannot find module 'no-such-thing'", 'e2.cjs:1', 'missing-module'],
  ['node-missing-package', 'call', "Error: Cannot find package 'no-such-thing'", undefined, 'missing-module'],
  ['node-cause', 'start', 'Error: bad port', 'e4.mjs:1 in load'],
  ['node-syntax-error', 'start', "SyntaxError: Unexpected token ';'", 'e5.mjs:1'],
  ['node-logged', 'call', 'TypeError: Do not know how to serialize a BigInt', 'e6.mjs:1', 'unsafe-int'],
  ['node-port-taken', 'start', 'Error: listen EADDRINUSE: address already in use', undefined, 'exit-before-init'],
  ['go-panic', 'call', 'panic: assignment to entry in nil map', 'main.go:4 in main.(*notes).put'],
  ['go-library-panic', 'call', 'panic: strings: negative Repeat count', 'main.go:3 in main.rep'],
  ['go-fatal', 'call', 'fatal error: all goroutines are asleep - deadlock!', 'main.go:2 in main.wait'],
  ['java-cause', 'start', 'NumberFormatException: For input string: "x"', 'E.java:2 in E.open'],
  ['rust-backtrace', 'call', 'panic: index out of bounds: the len is 1 but the index is 5', 'm.rs:1 in m::find'],
  ['rust-unwrap', 'call', 'panic: called `Option::unwrap()` on a `None` value', 'main.rs:14'],
  [
    'rust-nested-runtime',
    'call',
    'panic: Cannot start a runtime from within a runtime.',
    'main.rs:22 in rm::Notes::nested::{{closure}}',
  ],
];
