/** Dumps to places: what real processes do not show in test/stacks.test.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { locate } from '../src/diagnosis/stacks/locate.ts';
import type { Runtime, StackDump } from '../src/model.ts';

const dump = (runtime: Runtime, text: string, children: StackDump['children'] = []): StackDump => ({
  runtime,
  text,
  children,
});

const LIB = '/app/.venv/lib/python3.12/site-packages';
const loop = `  File "/usr/lib/python3.12/asyncio/events.py", line 88 in _run
  File "/usr/lib/python3.12/asyncio/base_events.py", line 1987 in _run_once
  File "/app/server.py", line 60 in <module>`;
const thread = (...frames: string[]) => `Thread 0x00007f1 (most recent call first):\n${frames.join('\n')}\n`;
const python = (...threads: string[]) => `Fatal Python error: Aborted\n\n${threads.join('\n')}`;
const idleLoop = thread('  File "/usr/lib/python3.12/selectors.py", line 468 in select', loop);

test('a server that is an installed package: the package that the framework calls, its innermost frame', () => {
  const text = python(
    thread(
      `  File "${LIB}/urllib3/connection.py", line 199 in connect`,
      `  File "${LIB}/weather_server/api.py", line 12 in fetch`,
      `  File "${LIB}/weather_server/tools.py", line 30 in forecast`,
      `  File "${LIB}/mcp/server/fastmcp/tools/base.py", line 110 in run`,
      loop,
    ),
  );
  assert.equal(locate(dump('python', text)).where, 'api.py:12 in fetch');
  const node = [
    'The running JavaScript:',
    '    at spin (file:///opt/node_modules/@acme/server/dist/tools.js:9:3)',
    '    at call (file:///opt/node_modules/@acme/server/node_modules/@modelcontextprotocol/sdk/dist/server.js:5:1)',
    '    at processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ].join('\n');
  assert.equal(locate(dump('node', node)).where, 'tools.js:9 in spin');
});

test('what the user’s own thread does beside the call is not the call', () => {
  const heartbeat = thread(
    '  File "/app/server.py", line 5 in heartbeat',
    '  File "/usr/lib/python3.12/threading.py", line 1010 in run',
  );
  const located = locate(dump('python', python(heartbeat, idleLoop)));
  assert.equal(located.where, undefined);
  assert.match(located.says!, /awaits/);
});

test('without an event loop the main thread is asked', () => {
  const text = python(thread('  File "/app/server.py", line 9 in add', '  File "/app/server.py", line 40 in <module>'));
  assert.equal(locate(dump('python', text)).where, 'server.py:9 in add');
});

test('a module that is at work while it is imported is no deadlock', () => {
  const text = python(
    thread(
      '  File "/app/heavy.py", line 3 in <module>',
      '  File "<frozen importlib._bootstrap>", line 488 in _call_with_frames_removed',
      '  File "/app/server.py", line 12 in tool',
      loop,
    ),
  );
  const located = locate(dump('python', text));
  assert.equal(located.where, 'heavy.py:3');
  assert.equal(located.rule, undefined);
});

test('a child at work is told from one that reads our requests', () => {
  const text = python(
    thread(
      '  File "/usr/lib/python3.12/subprocess.py", line 1264 in wait',
      '  File "/app/server.py", line 12 in tool',
      loop,
    ),
  );
  const rule = (sharesStdin?: boolean) =>
    locate(dump('python', text, [{ command: 'git log', ...(sharesStdin === undefined ? {} : { sharesStdin }) }])).rule;
  assert.equal(rule(true), 'child-stdin-inherit');
  assert.equal(rule(false), undefined);
  assert.equal(rule(), 'child-stdin-inherit', 'where stdin cannot be seen, the stack has to do');
  assert.equal(locate(dump('python', text)).rule, undefined);
});

test('a loop and a worker that wait for each other are a deadlock', () => {
  const waiting = '  File "/usr/lib/python3.12/concurrent/futures/_base.py", line 451 in result';
  const text = python(
    thread(
      waiting,
      '  File "/app/server.py", line 8 in load',
      '  File "/usr/lib/python3.12/concurrent/futures/thread.py", line 58 in run',
    ),
    thread(waiting, '  File "/app/server.py", line 20 in tool', loop),
  );
  const located = locate(dump('python', text));
  assert.equal(located.rule, 'self-deadlock');
  assert.deepEqual(located.where, 'server.py:20 in tool');
});

test('a result that something else may produce is no deadlock of the loop', () => {
  const tool = thread(
    '  File "/usr/lib/python3.12/concurrent/futures/_base.py", line 451 in result',
    '  File "/app/server.py", line 20 in tool',
    loop,
  );
  const worker = '  File "/usr/lib/python3.12/concurrent/futures/thread.py", line 58 in run';
  const located = (children: StackDump['children'], ...others: string[]) =>
    locate(dump('python', python(...others, tool), children));
  const fetching = thread('  File "/usr/lib/python3.12/ssl.py", line 1103 in read', worker);
  const idle = thread('  File "/usr/lib/python3.12/concurrent/futures/thread.py", line 81 in _worker');
  const own = thread(
    '  File "/app/server.py", line 5 in pump',
    '  File "/usr/lib/python3.12/threading.py", line 1010 in run',
  );
  const manager = thread(
    '  File "/usr/lib/python3.12/concurrent/futures/process.py", line 425 in wait_result_broken_or_wakeup',
  );
  assert.equal(located([], idle).rule, 'self-deadlock');
  for (const other of [fetching, own, manager, idleLoop]) assert.equal(located([], idle, other).rule, undefined, other);
  assert.equal(located([{ command: 'python -c spawn_main', sharesStdin: false }]).rule, undefined);
  const thief = { command: 'python -c spawn_main', sharesStdin: true };
  assert.equal(located([thief], manager).rule, 'child-stdin-inherit');
  assert.equal(located([thief]).rule, undefined);
});

test('Go: the goroutine that the SDK called, in a binary without paths too', () => {
  const text = `SIGQUIT: quit

goroutine 1 gp=0xc1 m=nil [select]:
github.com/modelcontextprotocol/go-sdk/mcp.(*Server).Run(0xc1)
	github.com/modelcontextprotocol/go-sdk@v1.1.0/mcp/server.go:700 +0x1a
main.main()
	example.com/notes/main.go:20 +0x2b

goroutine 30 gp=0xc2 m=nil [chan receive]:
example.com/notes/store.(*Store).Find(0xc2, {0x1, 0x2})
	example.com/notes/store/store.go:44 +0x1a
github.com/modelcontextprotocol/go-sdk/mcp.(*Server).callTool(0xc2)
	github.com/modelcontextprotocol/go-sdk@v1.1.0/mcp/server.go:300 +0x1a
created by github.com/modelcontextprotocol/go-sdk/internal/jsonrpc2.(*Connection).handle in goroutine 8
	github.com/modelcontextprotocol/go-sdk@v1.1.0/internal/jsonrpc2/conn.go:500 +0x1a

goroutine 31 gp=0xc3 m=nil [select]:
main.tick()
	example.com/notes/main.go:90 +0x1a
created by main.main in goroutine 1
	example.com/notes/main.go:18 +0x1a
`;
  assert.equal(locate(dump('go', text)).where, 'store.go:44 in example.com/notes/store.(*Store).Find');
});

test('Go: without an SDK, what was started before the loop is not the call; of several that may be, none', () => {
  const routine = (id: number, state: string, name: string, line: number, createdAt: number) => `
goroutine ${id} gp=0xc2 m=nil [${state}]:
main.${name}()
	/app/main.go:${line} +0x1a
created by main.main in goroutine 1
	/app/main.go:${createdAt} +0x1a
`;
  const main = `SIGQUIT: quit

goroutine 1 gp=0xc1 m=nil [chan receive]:
main.main()
	/app/main.go:20 +0x2b
`;
  const heartbeat = routine(34, 'chan receive', 'heartbeat', 60, 18);
  const call = routine(7, 'sleep', 'block', 44, 23);
  assert.equal(locate(dump('go', main + heartbeat + call)).where, 'main.go:44 in main.block');
  const unclear = main + call + routine(8, 'select', 'watch', 70, 25);
  assert.equal(locate(dump('go', unclear)).where, undefined);
});

test('Java: the thread that the SDK called', () => {
  const text = `Full thread dump OpenJDK 64-Bit Server VM (21 mixed mode):

"main" #1 prio=5 os_prio=0 tid=0x1 nid=1 waiting on condition
   java.lang.Thread.State: WAITING (parking)
	at jdk.internal.misc.Unsafe.park(java.base@21/Native Method)
	at com.acme.Notes.await(Notes.java:80)
	at com.acme.Notes.main(Notes.java:20)

"boundedElastic-1" #20 daemon prio=5 os_prio=0 tid=0x2 nid=2 waiting on condition
   java.lang.Thread.State: TIMED_WAITING (sleeping)
	at java.lang.Thread.sleep(java.base@21/Native Method)
	at com.acme.Notes.find(Notes.java:44)
	at io.modelcontextprotocol.server.McpServerFeatures.lambda$from$1(McpServerFeatures.java:300)
	at reactor.core.publisher.MonoCallable.call(MonoCallable.java:72)
`;
  assert.equal(locate(dump('java', text)).where, 'Notes.java:44 in com.acme.Notes.find');
});

test('whatever a server prints as its dump, reading it neither throws nor takes long', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'Thread 0x1 (most recent call first):',
      '  File "/a.py", line 1 in f',
      'goroutine 1 [running]:',
      '"main" #1 prio=5',
      '\tat a.B.c(B.java:1)',
      '    at f (file:///a.js:1:1)',
    ),
    fc.string(),
  );
  const runtime = fc.constantFrom<Runtime>('python', 'node', 'go', 'java');
  const child = fc.record({ command: fc.string(), sharesStdin: fc.boolean() });
  fc.assert(
    fc.property(runtime, fc.array(part), fc.array(child), (kind, lines, children) => {
      locate(dump(kind, lines.join('\n'), children));
    }),
  );
  const started = Date.now();
  for (const kind of ['python', 'node', 'go', 'java'] as const) {
    for (const line of ['(', ' at ', '/node_modules/', 'goroutine 1 [', '" ', 'File "']) {
      locate(dump(kind, line.repeat(40_000)));
      locate(dump(kind, `${line}\n`.repeat(40_000)));
    }
  }
  assert.ok(Date.now() - started < 30_000);
});
