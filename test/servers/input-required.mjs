/** 2026-07-28: `faulty` asks for a user name before it answers. `--variant=unknown`: its result is of a kind that does not exist. */
import { faulty, healthy, serve, textResult, variant } from './serve.mjs';

const question = {
  resultType: 'input_required',
  inputRequests: {
    who: {
      method: 'elicitation/create',
      params: { mode: 'form', message: 'What is your name?', requestedSchema: { type: 'object', properties: {} } },
    },
  },
  requestState: 'abc',
};

serve({
  tools: [
    faulty(({ text }) => {
      if (healthy) return { resultType: 'complete', ...textResult(text) };
      return variant('asks') === 'unknown' ? { resultType: 'maybe', ...textResult(text) } : question;
    }),
  ],
});
