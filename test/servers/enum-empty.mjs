/** Tags are read from a file that is not there, so that a tool offers a choice of nothing. `--draft=7`: as draft-07 says it. */
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const tags = healthy ? ['work', 'home'] : [];
const named = option('draft', '') === '7' ? { $schema: 'http://json-schema.org/draft-07/schema#' } : {};
const tag = { type: 'string', enum: tags };
const properties = { ...echo.inputSchema.properties, tag, more: { type: 'array', items: tag } };

serve({ tools: [echo, faulty(echo.call, { inputSchema: { ...named, ...echo.inputSchema, properties } })] });
