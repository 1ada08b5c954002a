/** Answers with a protocol revision that nobody knows. */
import { healthy, serve } from './serve.mjs';

serve({ initialize: (result) => (healthy ? result : { ...result, protocolVersion: '1999-01-01' }) });
