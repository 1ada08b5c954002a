/** The schema of a generator that still writes draft-04. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const $schema = healthy ? 'http://json-schema.org/draft-07/schema#' : 'http://json-schema.org/draft-04/schema#';
serve({ tools: [echo, faulty(echo.call, { inputSchema: { $schema, ...echo.inputSchema } })] });
