/** Answers a call with an id that was never given out. */
import { atFault, serve } from './serve.mjs';

serve({ answer: (response, request) => (atFault(request) ? { ...response, id: 999_999 } : response) });
