/** Rules about what a server promises, against the last release: `contract` finds them, what they are stands here. */
import type { RuleInfo } from '../../model.ts';

/** What keeps the contract anew where no option names its file. */
export const KEEPS = 'mcp-smoke run --update-baseline';
const MEANT = `If it is meant, release a major version, and keep the new contract: ${KEEPS}.`;

export const contractRules: readonly RuleInfo[] = [
  {
    id: 'contract-tool-removed',
    level: 'error',
    title: 'A tool of the last release is gone.',
    plain: 'A tool that users of the last release have is not there any more.',
    hint: `Bring it back, if only to say what took its place. ${MEANT}`,
  },
  {
    id: 'contract-argument-required',
    level: 'error',
    title: 'A tool asks for an argument that callers of the last release need not give.',
    plain: 'Calls that worked with the last release are refused now: an argument is missing.',
    hint: `Make it optional, with a default. ${MEANT}`,
  },
  {
    id: 'contract-input-narrowed',
    level: 'error',
    title: 'A tool no longer takes what it took in the last release: a type, a value, a range.',
    plain: 'Calls that worked with the last release are refused now.',
    hint: `Go on taking the old values. ${MEANT}`,
  },
  {
    id: 'contract-output-widened',
    level: 'error',
    title: 'An answer may be what the outputSchema of the last release forbids.',
    plain: 'Answers may come in a shape that users of the last release do not expect.',
    hint: `Keep to the old outputSchema, or add to it only what it leaves open. ${MEANT}`,
  },
  {
    id: 'contract-annotation-changed',
    level: 'error',
    title:
      'A tool says other things of its effects than in the last release: readOnlyHint, destructiveHint and their kin.',
    plain: 'Hosts that let the tool run without asking, or that asked, may do the other thing now.',
    hint: `Give a tool with other effects another name. ${MEANT}`,
  },
  {
    id: 'contract-capability-removed',
    level: 'error',
    otherLevels: ['warning'],
    title:
      'The server does not declare a capability of the last release. A warning where another revision of the protocol is spoken.',
    hint: `Declare it, and serve it. ${MEANT}`,
  },
  {
    id: 'contract-template-removed',
    level: 'error',
    title: 'A resource template of the last release is gone.',
    hint: `Bring it back: clients make URIs by it. ${MEANT}`,
  },
  {
    id: 'contract-resource-removed',
    level: 'warning',
    title: 'A resource of the last release is gone. It may be data, which comes and goes, so that this is no error.',
    hint: 'If clients rely on its URI, bring it back; where all resources are fixed, write rules: { contract-resource-removed: error }.',
  },
  {
    id: 'contract-prompt-removed',
    level: 'error',
    title: 'A prompt of the last release is gone.',
    hint: `Bring it back. ${MEANT}`,
  },
  {
    id: 'contract-prompt-argument-required',
    level: 'error',
    title: 'A prompt asks for an argument that users of the last release need not give.',
    hint: `Make it optional. ${MEANT}`,
  },
  {
    id: 'contract-property-removed',
    level: 'warning',
    title: 'An argument is gone, or a property of an answer, and no schema forbids to go on using it.',
    hint: 'Who sends the argument is not refused, and it may do nothing; who reads the property may find nothing. Say so in the release notes.',
  },
  {
    id: 'contract-undecided',
    level: 'warning',
    title: 'Something has changed, and it cannot be told whether it breaks anybody.',
    hint: `Compare the two; ${KEEPS} keeps what is now.`,
  },
  {
    id: 'contract-description-changed',
    level: 'warning',
    title: 'A model reads other words than in the last release: a description, a title, instructions.',
    plain: 'What the model is told about the tool is not what was reviewed.',
    hint:
      'Read the difference: words of a server that is not yours may be changed to steer the model that reads them. ' +
      `If it is well, ${KEEPS} keeps it.`,
  },
  {
    id: 'contract-added',
    level: 'info',
    title: 'The server offers or takes more than in the last release.',
    hint: 'Nothing breaks; a minor version says so.',
  },
  {
    id: 'contract-version',
    level: 'warning',
    otherLevels: ['info'],
    title: 'The version goes up by less than the changes ask for.',
    hint: 'Versions that say too little are installed by those who do not expect a change: take the step that is suggested (semver.org).',
  },
];
