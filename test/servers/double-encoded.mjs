/** Turns its JSON into a JSON string once more. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

const json = JSON.stringify({ notes: [{ id: 1, title: 'a "quoted" one' }] });

serve({ tools: [echo, faulty(() => textResult(healthy ? json : JSON.stringify(json)))] });
