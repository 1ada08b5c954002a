/** Fails as a Python tool does that calls json.dumps() on a datetime. */
import { echo, errorResult, faulty, healthy, serve } from './serve.mjs';

const call = () => errorResult('Error executing tool faulty: Object of type datetime is not JSON serializable');

serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
