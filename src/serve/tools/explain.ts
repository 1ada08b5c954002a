import { explain } from '../../engine/explain.ts';
import { object, string } from '../schemas.ts';
import { defineTool } from '../tool.ts';

interface Given {
  readonly rule: string;
}

const list = { type: 'array', items: { type: 'string' } };

export const explainTool = defineTool<Given>({
  name: 'explain',
  title: 'Explain a rule',
  description:
    'Tells what a rule of mcp-smoke means, what users of a server see of the fault, what to change, and where the specification says so. ' +
    'Takes the id of a finding, or of the profile of a host.',
  inputSchema: object(
    { rule: string('Id of a rule, such as stdout-noise-call, or of a profile, such as host-cursor.') },
    ['rule'],
  ),
  outputSchema: object(
    {
      id: { type: 'string' },
      kind: { type: 'string', enum: ['rule', 'profile'] },
      title: { type: 'string' },
      levels: { ...list, description: 'Of a rule: its own first, then those that a finding of it may have, too.' },
      hint: { type: 'string' },
      spec: { type: 'string' },
      rules: { ...list, description: 'Of a profile: the rules that it switches.' },
      profiles: { ...list, description: 'Of a rule: the profiles that it belongs to.' },
    },
    ['id', 'kind', 'title'],
  ),
  annotations: { readOnlyHint: true, openWorldHint: false },
  async call({ rule: name }) {
    const { text, rule, profile, hosts } = await explain(name);
    if (profile) {
      const { id, title, rules } = profile;
      return { text, structured: { id, kind: 'profile', title, rules } };
    }
    const { id, title, level, otherLevels = [], hint, spec } = rule!;
    const levels = [level, ...otherLevels];
    return { text, structured: { id, kind: 'rule', title, levels, hint, ...(spec ? { spec } : {}), profiles: hosts } };
  },
});
