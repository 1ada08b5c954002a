/** Results that tell of a fault, each with its healthy twin. */

export interface ResultRow {
  /** Of the tool; `get_note` where it does not matter. */
  readonly tool?: string;
  /** Its description. */
  readonly about?: string;
  readonly args?: object;
  /** Of the step. */
  readonly expect?: object;
  /** A text stands for a result with one text block. */
  readonly result: string | object;
}

export interface FaultyRow extends ResultRow {
  /** `rule level` of all that must be found. */
  readonly finds: string;
  /** The same without the fault. */
  readonly twin: string | object;
}

const REPR = 'repr-leak warning';
const REPR_ERROR = 'repr-leak error';
const ERROR = 'error-as-success warning';
const HALF = 'lone-surrogate error';
const STACK = 'traceback-leak warning';
const NAN = 'nan-infinity warning';
const EMPTY = 'empty-success info';
const BYTES = 'bytes-result error';
const text = (value: string) => ({ content: [{ type: 'text', text: value }] });
const resource = (mimeType: string, value: string) => ({
  content: [{ type: 'resource', resource: { uri: 'file:///a', mimeType, text: value } }],
});
const failed = (value: string) => ({ ...text(value), isError: true });
const structured = (value: object) => ({ ...text(JSON.stringify(value)), structuredContent: value });
const NESTED = 'nested-asyncio-run error';
const NESTED_SAYS = 'asyncio.run() cannot be called from a running event loop';
const DUMPS = 'json-dumps-in-tool error';
const DUMPS_SAYS = 'Object of type datetime is not JSON serializable';
const page = (title: string) => `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>x</body></html>`;

export const faultyRows: readonly FaultyRow[] = [
  { finds: HALF, result: 'half an emoji: \ud83d', twin: 'a whole emoji: 😀' },
  { finds: HALF, result: { ...text('x'), structuredContent: { a: [{ b: '\udc00' }] } }, twin: structured({ a: '😀' }) },
  { finds: HALF, result: { ...text('x'), structuredContent: { '\ud800key': 1 } }, twin: structured({ '😀key': 1 }) },
  { finds: HALF, result: text('\ude00\ud83d in the wrong order'), twin: 'the text "\\ud83d" as an escape' },

  { finds: REPR_ERROR, result: '[object Object]', twin: '{"id":1}' },
  { finds: REPR_ERROR, result: '[object Promise]', twin: 'a promise' },
  { finds: REPR, result: 'Created note [object Object].', twin: 'Created note n_1.' },
  { finds: REPR, result: 'Result: [object Promise]', twin: 'Result: done' },
  { finds: REPR, result: '{"note":"[object Object]"}', twin: '{"note":{"id":1}}' },
  { finds: REPR, result: '- [object Object]\n- [object Object]', twin: '- milk\n- eggs' },
  { finds: REPR, result: 'undefined', twin: 'not defined' },
  { finds: REPR, result: 'None', twin: 'There is none.' },
  { finds: REPR, result: '<nil>', twin: 'nothing' },
  { finds: REPR, result: "<class 'notes.Note'>", twin: 'The class of the note' },
  {
    finds: REPR_ERROR,
    result: "[TextContent(type='text', text='milk', annotations=None, meta=None)]",
    twin: 'TextContent is what a tool returns.',
  },
  { finds: REPR_ERROR, result: 'Result: <coroutine object fetch at 0x7f1d3c5e7a40>', twin: 'Result: 3 rows' },
  { finds: REPR_ERROR, result: '<__main__.make.<locals>.Note object at 0x7f1d3c5e7a40>', twin: 'make.<locals>.Note' },
  { finds: REPR_ERROR, result: '<unlocked _thread.lock object at 0x7f1d3c5e7a40>', twin: 'the lock is unlocked' },
  {
    finds: REPR_ERROR,
    result: '<locked _thread.RLock object owner=140 count=1 at 0x7f1d3c5e7a40>',
    twin: 'locked by owner=140 count=1',
  },
  { finds: REPR_ERROR, result: '<function save.<locals>.<lambda> at 0x7f1d3c5e7a40>', twin: '<function save>' },
  {
    finds: REPR_ERROR,
    result: "Saved to <_io.TextIOWrapper name='a.txt' mode='w'>",
    twin: 'Saved to <_io.TextIOWrapper>',
  },
  { finds: REPR_ERROR, result: "<re.Match object; span=(0, 1), match='a'>", twin: '<re.Match object>' },
  { finds: REPR, result: "{'id': 1, 'title': 'milk', 'done': False, 'due': None}", twin: '{"id":1,"due":null}' },
  { finds: REPR, result: "[{'id': 1}, {'id': 2, 'tags': ('a', 'b')}]", twin: '[{"id":1},{"id":2}]' },
  { finds: REPR, result: "['milk', \"Ann's eggs\"]", twin: '["milk","eggs"]' },
  { finds: REPR, result: "{'price': Decimal('1.50')}", twin: '{"price":"1.50"}' },
  { finds: REPR, result: "[Note(id=1, title='milk'), Note(id=2, title='eggs')]", twin: '[note 1], [note 2]' },
  { finds: REPR, result: "dict_keys(['a', 'b'])", twin: 'a, b' },
  { finds: REPR, result: "b'milk and eggs'", twin: "'milk and eggs'" },
  { finds: REPR, result: "<Status.OPEN: 'open'>", twin: '<status>open</status>' },
  { finds: REPR, result: '[[1.  2.5]\n [3.  4. ]]', twin: '[[1,2.5],[3,4]]' },
  { finds: REPR, result: 'array([1, 2, 3])', twin: '[1,2,3]' },
  { finds: REPR, result: '  name  age\n0  Ann   31\n1  Bob   29', twin: 'name,age\nAnn,31\nBob,29' },
  { finds: REPR, result: '0    1.5\n1    2.5\nName: price, dtype: float64', twin: 'price\n1.5\n2.5' },
  {
    finds: REPR,
    result: '     a   b\n0    1   1\n..  ..  ..\n99   9   9\n\n[100 rows x 2 columns]',
    twin: '[100 rows x 2 columns]',
  },
  { finds: REPR, result: '{Name:milk Done:false Tags:[a b]}', twin: '{"Name":"milk"}' },
  { finds: REPR, result: '&{Name:milk}', twin: 'Name: milk' },
  { finds: REPR, result: 'map[count:3 name:milk]', twin: 'map of 3 names' },
  { finds: REPR, result: 'Created %!d(string=seven) notes', twin: 'Created 7 notes, 100%!' },
  { finds: REPR_ERROR, result: 'com.acme.notes.Note@1b2c3d4e', twin: 'first.Last@example.com' },
  { finds: REPR, result: 'com.acme.notes.Note@31415926', twin: 'com.acme.notes.Note@20240115' },
  { finds: REPR_ERROR, result: '[Ljava.lang.String;@31415926', twin: '[Ljava.lang.String;' },
  // What shows texts of others is no excuse for an answer that is nothing else, nor is a file for a promise.
  { tool: 'list_events', finds: REPR_ERROR, result: '[object Object],[object Object]', twin: '2 events' },
  { tool: 'show_note', finds: REPR_ERROR, result: '<Note object at 0x7fb7b2ba5740>', twin: 'milk' },
  { tool: 'create_issue', finds: REPR, result: 'Created [object Object]', twin: 'Created issue 7' },
  { tool: 'save', args: { path: 'a' }, finds: REPR_ERROR, result: '[object Object]', twin: 'saved' },
  { tool: 'read_file', args: { path: 'a.txt' }, finds: REPR, result: '[object Promise]', twin: '[object Object]' },
  { tool: 'fetch', args: { url: 'https://example.test/' }, finds: REPR, result: '[object Object]', twin: '{"a":1}' },
  // Nor is a word of debuggers in what is there for something else.
  {
    tool: 'get_user',
    about: 'Returns the user as an object, with the values of all fields. Prints nothing.',
    finds: REPR_ERROR,
    result: '<User object at 0x7f1d3c5e7a40>',
    twin: 'Ann',
  },
  {
    tool: 'repr_leak',
    about: 'An object turned into text.',
    finds: REPR_ERROR,
    result: '<Thing object at 0x7f1d3c5e7a40>',
    twin: 'a thing',
  },
  {
    tool: 'set_debugger_variable',
    about: 'Sets a variable of the debugged program.',
    finds: REPR_ERROR,
    result: 'Set <Variable object at 0x7f1d3c5e7a40>',
    twin: 'set',
  },
  {
    tool: 'get_pages',
    about: 'The pages of a notebook of the user.',
    finds: REPR_ERROR,
    result: '[<Page object at 0x7f1d3c5e7a40>]',
    twin: 'milk',
  },
  // It may stand there.
  { tool: 'get_text', args: { selector: 'h1' }, finds: REPR, result: '[object Object]', twin: 'Milk' },
  { tool: 'dirty_rows', args: { table: 't' }, finds: REPR, result: '[object Object]', twin: 'NaN' },
  { finds: REPR, result: 'Saved com.acme.notes.Note@1b2c3d4e', twin: 'Saved com.acme.notes.Note' },
  { finds: REPR_ERROR, result: '[Ljava.lang.String;@1b2c3d4e', twin: 'java.lang.String' },
  { finds: REPR_ERROR, result: structured({ note: '[object Object]' }), twin: structured({ note: { id: 1 } }) },

  { finds: NAN, args: { say: 'NaN' }, result: '[NaN, 1]', twin: '["NaN", 1]' },
  { finds: NAN, result: resource('application/json', '[NaN]'), twin: resource('application/json', '[1]') },
  { finds: 'double-encoded warning', args: { say: '{' }, result: '"{\\"a\\":1}"', twin: '{"a":1}' },

  { finds: BYTES, result: '{"type":"Buffer","data":[104,105]}', twin: '{"type":"Polygon","data":[104,105]}' },
  { finds: BYTES, result: structured({ type: 'Buffer', data: [1, 2] }), twin: structured({ type: 'Buffer', size: 2 }) },
  {
    tool: 'read_file',
    args: { path: 'a.txt' },
    finds: 'bytes-result warning',
    result: '{"type":"Buffer","data":[104,105]}',
    twin: 'hi',
  },
  {
    tool: 'buffer_json',
    about: 'How Node writes a Buffer as JSON.',
    finds: 'bytes-result warning',
    result: '{"type":"Buffer","data":[104,105]}',
    twin: '[104,105]',
  },
  { finds: BYTES, result: '{"name":"a.png","body":{"type":"Buffer","data":[1,2]}}', twin: '{"name":"a.png","size":2}' },

  { finds: 'error-as-success error', result: { ...text('Internal trouble.'), is_error: true }, twin: text('fine') },
  { finds: ERROR, result: '{"status":"error","message":"Request not found"}', twin: '{"status":"ok"}' },
  { finds: ERROR, result: '{"statusCode":500,"message":"boom"}', twin: '{"statusCode":200,"message":"done"}' },
  { finds: ERROR, result: '{"status":"Bad Gateway","statusCode":502}', twin: '{"status":"OK","statusCode":200}' },
  { finds: ERROR, result: structured({ error: 'no such note' }), twin: structured({ error: null, note: 'milk' }) },
  {
    finds: ERROR,
    result: { ...text('See the data.'), structuredContent: { status: 'error', message: 'no' } },
    twin: structured({ status: 'open', message: 'no' }),
  },
  {
    finds: ERROR,
    result: '{"error":"rate limit","results":[],"total":0}',
    twin: '{"error":"","results":[1],"total":1}',
  },
  { finds: ERROR, result: '{"error":{"code":404,"message":"Not found"}}', twin: '{"error":{}}' },
  { finds: ERROR, result: '{"error":{"status":404}}', twin: '{"error":{"mean":404}}' },
  { finds: ERROR, result: '{"ok":false,"error":"channel_not_found"}', twin: '{"ok":true}' },
  { finds: ERROR, result: '{"isError":true,"text":"no"}', twin: '{"isError":false,"text":"yes"}' },
  { finds: ERROR, result: 'Error searching Wikipedia: fetch failed', twin: 'Searching Wikipedia: 3 results' },
  { finds: ERROR, result: 'Failed to load the documentation: timeout', twin: 'The documentation: a guide' },
  { finds: ERROR, result: 'Error occurred when calling the API: Connection closed', twin: 'Connection closed.' },
  { finds: ERROR, result: 'Failed to get git history: no repository', twin: 'git history: 3 commits' },
  { finds: ERROR, result: 'Error fetching article: 404', twin: 'An article on fetching: 3 pages' },
  { finds: ERROR, result: 'Error during search: 403', twin: 'During the search: 3 results' },
  { finds: ERROR, result: 'Error 404: Not Found', twin: 'Result 404: found' },
  { finds: ERROR, result: 'Failed to fetch https://example.test/?q=1: 503', twin: 'Fetched https://example.test/?q=1' },
  { finds: ERROR, result: 'Failed to launch the browser process', twin: 'Launched the browser process' },
  { finds: ERROR, result: '❌ Failed to create note: disk full', twin: '✅ Created note' },
  { finds: ERROR, result: '⚠️ Error: fetch failed', twin: '⚠️ Low on space' },
  { finds: ERROR, result: 'Could not connect to the database.', twin: 'Connected to the database.' },
  { finds: ERROR, result: 'Unable to connect to the server', twin: 'Unable to connect them, he left.' },
  { finds: ERROR, result: 'Unable to retrieve forecast data for this location.', twin: 'Forecast: sunny' },
  { finds: ERROR, result: "Cannot read properties of undefined (reading 'id')", twin: 'Cannot be undone.' },
  { finds: ERROR, result: 'Command failed with exit code 127', twin: 'Command ended with exit code 0' },
  { finds: ERROR, result: 'An error occurred while saving the note.', twin: 'An hour passed while saving the note.' },
  { finds: ERROR, result: 'Request failed with status code 401', twin: 'Request sent' },
  { finds: ERROR, result: 'HTTP error! status: 502', twin: 'HTTP status: 200' },
  { finds: ERROR, result: 'Search failed: no API key', twin: 'Search: no results' },
  { finds: ERROR, result: 'getaddrinfo ENOTFOUND api.example.test', twin: 'The host is api.example.test' },
  { finds: ERROR, result: 'Error in get_note: no such note', twin: 'Errors in get_note: none' },
  { finds: ERROR, result: "Cannot find module 'sharp'", twin: 'Cannot find a better one.' },
  { finds: ERROR, result: 'Internal error occurred.', twin: 'Internal notes: 3' },
  { finds: ERROR, result: 'Internal server error', twin: 'Internal server: up' },
  { finds: ERROR, result: 'Something went wrong, please try again.', twin: 'Something new' },
  { finds: ERROR, result: 'Request failed with status code 503 (no answer)', twin: 'Request 503 is open' },
  { finds: ERROR, result: 'HTTP 502 from upstream', twin: 'HTTP 200 from upstream' },
  { finds: ERROR, result: 'GitHub API error: Bad credentials', twin: 'GitHub API: 3 repositories' },
  { finds: ERROR, result: 'MCP error -32603: boom', twin: 'MCP servers: 3' },
  { finds: ERROR, result: "[Errno 2] No such file or directory: '/x'", twin: '[1] No such file' },
  {
    finds: ERROR,
    result: '{"success":false,"message":"no such note"}',
    twin: '{"success":true,"message":"no more notes"}',
  },
  { finds: ERROR, result: '{"success":false,"error":"no such note","id":7}', twin: '{"success":false,"id":7}' },
  { tool: 'create_issue', finds: ERROR, result: '{"success":false,"message":"no"}', twin: '{"id":7}' },
  { tool: 'start_job', finds: ERROR, result: '{"status":"error","message":"no"}', twin: '{"id":7}' },
  { tool: 'check_health', finds: ERROR, result: '{"isError":true,"message":"no"}', twin: '{"error":"disk full"}' },
  {
    tool: 'read_file',
    args: { path: '/srv/a.txt' },
    finds: ERROR,
    result: "Error: ENOENT: no such file, open '/srv/a.txt'",
    twin: 'Error: ENOENT: no such file',
  },
  { tool: 'write_file', args: { path: 'a' }, finds: ERROR, result: 'Failed to write: disk full', twin: 'written' },
  { tool: 'run_query', args: { q: 'a' }, finds: ERROR, result: 'Error executing query: closed', twin: '3 rows' },
  { tool: 'fetch', args: { url: 'https://example.test/' }, finds: ERROR, result: 'fetch failed', twin: 'fetched' },
  { finds: ERROR, result: 'fetch failed', twin: 'fetched' },
  { finds: ERROR, result: 'connect ECONNREFUSED 127.0.0.1:5432', twin: 'connected' },
  { finds: ERROR, result: "ENOENT: no such file or directory, open '/x'", twin: 'EUROPE: no such country' },
  { finds: ERROR, result: page('502 Bad Gateway'), twin: page('My notes') },
  { finds: ERROR, result: page('Error'), twin: page('404 Media: news') },
  { finds: ERROR, result: 'panic: runtime error: index out of range\n\ngoroutine 1 [running]:', twin: 'no panic' },
  {
    finds: ERROR,
    result: "thread 'main' panicked at src/main.rs:4:5:\ncalled `Option::unwrap()` on a `None` value",
    twin: "thread 'main' ended",
  },
  {
    finds: ERROR,
    result: 'java.lang.IllegalStateException: closed\n\tat com.acme.Store.get(Store.java:14)',
    twin: 'java.lang.IllegalStateException is thrown by a closed store.',
  },
  {
    tool: 'run_query',
    finds: STACK,
    result: failed('Traceback (most recent call last):\nKeyError: 7'),
    twin: '3 rows',
  },
  { tool: 'check_mail', finds: STACK, result: failed('Traceback (most recent call last):\nKeyError: 7'), twin: 'fine' },

  // Who is there to do something may be done with that; who was asked for something, or promises it, is not.
  { tool: 'delete_note', finds: EMPTY, result: { content: [] }, twin: 'deleted' },
  { tool: 'browser_close', about: 'Closes it.', finds: EMPTY, result: { content: [] }, twin: 'closed' },
  { tool: 'get_start_time', finds: 'empty-success warning', result: { content: [] }, twin: '12:01' },
  {
    tool: 'add_note_2',
    about: 'Adds a note and returns its id.',
    finds: 'empty-success warning',
    result: { content: [] },
    twin: '7',
  },

  // What becomes of a call that fails is not what the tool is for; nor is what a tool says itself the body that it was asked for.
  {
    tool: 'get_row',
    about: 'Gets a row, catching exceptions. Returns errors as text.',
    finds: ERROR,
    result: '{"error":"no such row"}',
    twin: '{"row":1}',
  },
  {
    tool: 'get_weather',
    about: 'Gets the weather with retries for failed requests if errors occur.',
    finds: ERROR,
    result: 'Error: fetch failed',
    twin: 'sunny',
  },
  {
    tool: 'retry_dead_letter',
    about: 'Sends a message again.',
    finds: ERROR,
    result: 'Failed to send the message',
    twin: 'sent',
  },
  {
    tool: 'fetch_body',
    about: 'Fetches a URL and returns the body as it is.',
    args: { url: 'https://example.test/api' },
    finds: ERROR,
    result: 'Error fetching https://example.test/api: fetch failed',
    twin: '{"error":"no such user"}',
  },
  { finds: REPR, args: { format: 'json' }, result: "{'a': 1, 'b': None}", twin: '{"a":1}' },
  { finds: REPR, result: 'Due: datetime.datetime(2026, 1, 1, 0, 0)', twin: 'Due: 2026-01-01' },
  { finds: REPR, result: '{"due":"datetime.date(2026, 1, 1)"}', twin: '{"due":"2026-01-01"}' },
  {
    tool: 'get_stock_quote',
    about: 'Returns the quote as a JSON string.',
    finds: 'double-encoded warning',
    result: '"{\\"a\\":1}"',
    twin: '{"a":1}',
  },

  // An error that the tool caught: its words are all that there is.
  { finds: NESTED, result: JSON.stringify({ error: NESTED_SAYS }), twin: JSON.stringify({ note: NESTED_SAYS }) },
  { finds: NESTED, result: `Error: ${NESTED_SAYS}`, twin: NESTED_SAYS, expect: { text: 'milk' } },
  { finds: DUMPS, result: structured({ error: { type: 'TypeError', message: DUMPS_SAYS } }), twin: structured({}) },
  {
    finds: DUMPS,
    result: JSON.stringify({ success: false, message: `TypeError: ${DUMPS_SAYS}` }),
    twin: JSON.stringify({ success: true, message: `TypeError: ${DUMPS_SAYS}` }),
  },
  { finds: 'unsafe-int error', result: 'TypeError: Do not know how to serialize a BigInt', twin: 'A BigInt' },
  // Something more is said, others wrote or ran it, or the file asks for it.
  { finds: ERROR, result: `Error: ${NESTED_SAYS}\nError: no such note`, twin: NESTED_SAYS },
  { finds: ERROR, result: JSON.stringify({ error: `docs/faq.md:3: ${NESTED_SAYS}` }), twin: '{"error":null}' },
  { finds: ERROR, expect: { text: { contains: 'event loop' } }, result: `Error: ${NESTED_SAYS}`, twin: NESTED_SAYS },
];
