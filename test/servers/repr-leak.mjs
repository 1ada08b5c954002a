/** Returns what a language prints for an object instead of its content. `--variant=object|python|coroutine|dataclass|structured` */
import { echo, faulty, healthy, serve, textResult, variant } from './serve.mjs';

const faults = {
  object: '[object Object]',
  python: '<notes.store.Note object at 0x7fb7b2ba5740>',
  coroutine: '<coroutine object fetch at 0x7f1d3c5e7a40>',
  dataclass: "Note(id='n_1', title='milk', created=datetime.datetime(2026, 11, 20, 3, 30))",
  structured: '{"note": "<object object at 0x7fc683e67ed0>"}',
};

function call({ text }) {
  if (healthy) return textResult(JSON.stringify({ title: text }));
  const leak = faults[variant('object')];
  return variant('object') === 'structured'
    ? { ...textResult(leak), structuredContent: JSON.parse(leak) }
    : textResult(leak);
}

serve({ tools: [echo, faulty(call)] });
