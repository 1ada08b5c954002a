/** A pattern that is valid without the "u" flag only, `--variant=input|output`; of an input in draft-07 nobody asks for the flag. */
import { echo, faulty, healthy, serve, textResult, variant } from './serve.mjs';

const schema = { ...echo.inputSchema, properties: { text: { type: 'string', pattern: '^[^\\#]+$' } } };
const draft07 = { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
const faults = { input: { inputSchema: schema }, output: { outputSchema: draft07 } };
const call = ({ text }) => ({ ...textResult(text), structuredContent: { text } });

serve({ tools: [echo, faulty(call, healthy ? { inputSchema: draft07 } : faults[variant('input')])] });
