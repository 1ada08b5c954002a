// node --test examples/node-test/
import { describe, test } from 'node:test';
import { smokeTests } from 'mcp-smoke/test';

smokeTests('../both-eras.smoke.yaml', { test, describe, cwd: new URL('.', import.meta.url) });
