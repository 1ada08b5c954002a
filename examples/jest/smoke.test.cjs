// npx jest
const { smokeTests } = require('mcp-smoke/test');

smokeTests('../both-eras.smoke.yaml', { test, describe, cwd: __dirname });
