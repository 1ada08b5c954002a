/** Fails and says only that it failed. The twin says why. */
import { echo, errorResult, faulty, healthy, serve } from './serve.mjs';

const call = () => errorResult(`Error executing tool faulty${healthy ? ': the store is closed' : ''}`);

serve({ tools: [echo, faulty(call)] });
