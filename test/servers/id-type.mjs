/** Gives the id back as a string. */
import { atFault, serve } from './serve.mjs';

serve({ answer: (response, request) => (atFault(request) ? { ...response, id: String(response.id) } : response) });
