/** Why a server does not start. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const oldImport: RuleInfo = {
  id: 'import-error-mcp2',
  level: 'error',
  title: 'The code is written for mcp 1.x and runs on mcp 2.x',
  hint: 'Pin the dependency to `mcp<2`, or change to `from mcp.server.mcpserver import MCPServer`.',
};

const decorator: RuleInfo = {
  id: 'import-time-decorator',
  level: 'error',
  title: 'A decorator is used without parentheses',
  hint: 'Write @mcp.tool() instead of @mcp.tool.',
};

const exitBeforeInit: RuleInfo = {
  id: 'exit-before-init',
  level: 'error',
  title: 'The server ends before it has answered initialize',
  hint: 'Run the command by hand and read what it prints.',
};

const missingModule: RuleInfo = {
  id: 'missing-module',
  level: 'error',
  title: 'A module that the code imports is not installed',
  hint: 'Install it in the environment that the server runs in.',
};

const noStdin: RuleInfo = {
  id: 'stdin-not-attached',
  level: 'error',
  title: "The server's stdin is not connected",
  hint: 'Start the container with `docker run -i --rm`, never with -t, and end its entrypoint with `exec "$@"`.',
};

const spawnEnoent: RuleInfo = {
  id: 'spawn-enoent',
  level: 'error',
  title: 'A command cannot be started',
  hint: 'Check the spelling and the PATH, or give the absolute path; on Windows start npx and uvx through `cmd /c`.',
};

const codePage: RuleInfo = {
  id: 'bom-or-codepage',
  level: 'error',
  title: 'The server does not read or write UTF-8',
  hint: 'Set PYTHONUTF8=1, or call sys.stdout.reconfigure(encoding="utf-8") and open files with encoding="utf-8".',
};

export const startCauses: readonly Cause[] = [
  {
    rule: oldImport,
    pattern: /No module named '?mcp\.server\.fastmcp|cannot import name 'FastMCP' from 'mcp/,
    message: () => 'The server imports mcp.server.fastmcp, which mcp 2.0 and later no longer has.',
  },
  {
    rule: oldImport,
    phase: 'start',
    pattern:
      /^AttributeError: 'Server' object has no attribute '((?:list_(?:tools|resources|resource_templates|prompts)|call_tool|read_resource|get_prompt))'/,
    message: ([, name]) => `The server uses @server.${name}(), which mcp 2.0 and later no longer has.`,
    hint: 'Pin the dependency to `mcp<2`, or hand the handlers over when the server is made: `Server("name", on_list_tools=…)`.',
  },
  {
    rule: missingModule,
    phase: 'start',
    pattern: /No module named '?([\w.]{1,200})/,
    message: ([, name]) => `The Python module ${name} is not installed where the server runs.`,
  },
  {
    rule: missingModule,
    phase: 'start',
    // Of a module of the user's own it is a misspelling, and in a circle nothing is missing.
    pattern: /cannot import name '(\w{1,200})' from '([\w.]{1,200})' \([^()\n]{0,500}[/\\](?:site|dist)-packages[/\\]/,
    message: ([, name, module]) =>
      `The Python module ${module} that is installed where the server runs has no ${name}.`,
    hint: 'Install the version that the code is written for, or change the import: names move and go between versions.',
  },
  {
    rule: missingModule,
    phase: 'start',
    // A path is a file of the server's own: not built, or misspelt.
    pattern: /Cannot find (module|package) '(?![./]|[A-Za-z]:[\\/]|file:)([^']{1,300})'/,
    message: ([, kind, name]) => `The Node ${kind} ${name} is not installed where the server runs.`,
    hint: 'Install the dependencies (npm ci) in the folder of the server.',
  },
  {
    rule: exitBeforeInit,
    phase: 'start',
    pattern: /Cannot find (module|package) '([^']{1,300})'/,
    message: ([, kind, name]) => `The Node ${kind} ${name} cannot be found.`,
    hint: 'Install the dependencies (npm ci), build the server, and check the path.',
  },
  {
    rule: exitBeforeInit,
    phase: 'start',
    pattern: /ERR_MODULE_NOT_FOUND/,
    message: () => 'A Node module that the server imports cannot be found.',
    hint: 'Install the dependencies (npm ci), build the server, and check the path.',
  },
  {
    rule: missingModule,
    phase: 'call',
    pattern: /No module named '?([\w.]{1,200})|Cannot find (?:module|package) '([^']{1,300})'/,
    message: ([, python, node]) => `The tool needs ${python ?? node}, which is not installed where the server runs.`,
  },
  {
    rule: decorator,
    phase: 'start',
    pattern: /The @(\w{1,50}) decorator was used incorrectly/,
    message: ([, name]) => `The decorator @${name} is used without parentheses.`,
  },
  {
    rule: exitBeforeInit,
    phase: 'start',
    pattern: /EADDRINUSE|address already in use/i,
    message: () => 'The port that the server wants to listen on is taken.',
    hint: 'End the other process, or choose another port. A server on stdio needs no port at all.',
  },
  {
    rule: noStdin,
    phase: 'start',
    pattern: /the input device is not a TTY/,
    message: () => 'docker was asked for a terminal (-t) and there is none.',
  },
  {
    rule: spawnEnoent,
    phase: 'start',
    pattern: /spawn (.{1,200}?) ENOENT/,
    message: ([, command]) => `The command ${command} was not found.`,
  },
  {
    rule: spawnEnoent,
    phase: 'start',
    pattern: /spawn (.{1,200}?) EACCES/,
    message: ([, command]) => `The command ${command} may not be executed.`,
    hint: 'Make the file executable (chmod +x), or start it through its interpreter.',
  },
  {
    rule: spawnEnoent,
    phase: 'start',
    pattern: /program not found/,
    message: () => 'A program that the command starts was not found.',
  },
  {
    rule: codePage,
    pattern: /'charmap' codec can't (en|de)code/,
    message: ([, way]) => `Python uses a Windows code page and cannot ${way}code a character with it.`,
  },
  {
    rule: codePage,
    pattern: /UnicodeDecodeError/,
    message: () => 'The server reads bytes that are not in the encoding it expects.',
  },
];
