// npx vitest run
import { smokeTests } from 'mcp-smoke/test';
import { describe, test } from 'vitest';

smokeTests('../both-eras.smoke.yaml', { test, describe, cwd: new URL('.', import.meta.url) });
