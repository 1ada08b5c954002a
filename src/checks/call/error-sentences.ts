/** The words with which servers begin a text that tells of an error. */

/** Longer texts are logs and documents, which may begin with anything. */
const LONGEST = 4000;
/** Of a sentence that is no exception's. */
const SHORT = 1000;
const MOST_LINES = 15;

const EXCEPTION = /^(?:Error|ERROR|Exception|[A-Z]\w{0,60}(?:Error|Exception)): (?!(?:0|none|no errors?)\b)/;
const MARK = /^(?:[❌⛔🚫✖✗✘⚠\s*]|\ufe0f){1,20}/u;
const DOING =
  'search|fetch|gett|read|writ|creat|updat|delet|execut|call|runn|process|load|retriev|connect|pars|query|open|sav|list|send|perform|generat|mak|access|download|upload|add|remov|edit|resolv|authenticat|initiali[sz]|invok|start|stopp|launch|decod|encod|convert|analy[sz]|submit|publish|scrap|navigat|calculat|comput|extract|import|export|install|clon|communicat';
const DO =
  'search|fetch|get|read|write|create|update|delete|execute|call|run|process|load|retrieve|connect(?! (?!to |with |via |after |within |using |due )[a-z])|parse|query|open|save|list|send|perform|generate|access|download|upload|add|remove|edit|resolve|authenticate|initiali[sz]e|invoke|start|stop|launch|decode|encode|convert|validate|analy[sz]e|submit|publish|scrape|navigate|calculate|compute|extract|import|export|install|clone|push|pull|communicate|reach|obtain|apply|copy|rename|register|acquire|spawn|render|capture|complete';
const ERRNO =
  'ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOENT|EACCES|EPERM|EEXIST|EISDIR|ENOTDIR|EMFILE|ENOSPC|EROFS|EBUSY|ENOTEMPTY|EINVAL';
const SENTENCE = new RegExp(
  [
    `Error (?:(?:${DOING})ing|during|while|occurred|executing|calling)\\b`,
    'Error in (?:tool )?[\\w.-]{1,60}[:(]',
    'Error (?:code )?[45]\\d\\d\\b',
    `(?:Failed|Unable) to (?:${DO})\\b`,
    `(?:Could not|Couldn't|Cannot|Can't) (?:${DO}|read propert(?:y|ies))\\b`,
    "Cannot find (?:module|package) '",
    'Command failed(?: with exit code \\d+|:)',
    'An? (?:unexpected |unknown |internal )?(?:error|exception) (?:has )?occurred\\b',
    '(?:Internal|Unexpected|Unknown) error (?:has )?occurred\\b',
    'Internal server error\\b',
    'Something went wrong\\b',
    'Request failed with status code [45]\\d\\d\\b',
    'HTTP error!? ?(?:\\(?status(?: code)?:? ?)?[45]\\d\\d\\b',
    'HTTP [45]\\d\\d\\b',
    '(?:Search|Query|Request|Fetch|Connection|Authentication|Upload|Download|Operation|Execution|API (?:call|request)|Tool (?:call|execution)) failed(?::| with\\b| due to\\b|\\.?$)',
    '(?:[A-Z]\\w{1,30} )?API error\\b ?[:(]',
    'MCP error -?\\d',
    'getaddrinfo E[A-Z_]{3,}',
    `(?:(?:connect|read|write|spawn [^\\n]{1,100}) )?(?:${ERRNO})\\b`,
    'fetch failed\\b',
    '\\[Errno -?\\d+\\]',
  ]
    .map((pattern) => `(?:${pattern})`)
    .join('|'),
  'y',
);
/** Stands in all of them, and in what an exception begins with: the long expression takes V8 milliseconds to prepare, hardly any text is for it. */
const HINT = /rror|xception|ailed|nable|ould|annot|an't|rong|occurred|HTTP|E[A-Z_]{3}|Errno/;
/** A title, a question, a definition, a story with a good end. */
const OTHERWISE =
  /: (?:an? |the )(?:\w{1,30} ){0,3}(?:history|story|guide|introduction|tutorial|overview|study|memoir|review|primer|retrospective|postmortem|explainer|documentary|essay)\b|\b(?:how to|explained|recovered|succeeded|reconnected|stack overflow)\b|, connected\b|^[\w ]{1,40} (?:is|was|means|are) |\?(?:\s|$)/i;

/** The text begins as an exception does, or is a short one that says what went wrong. */
export function tellsOfError(text: string): boolean {
  const start = text.slice(0, LONGEST + 1).trim();
  const said = HINT.test(start) ? start.replace(MARK, '') : '';
  if (said === '' || said.length > LONGEST) return false;
  return EXCEPTION.test(said) || (said.length <= SHORT && isSentence(said));
}

function isSentence(text: string): boolean {
  SENTENCE.lastIndex = 0;
  if (!SENTENCE.test(text)) return false;
  // `Failed to launch: a history`
  if (/^Failed to launch:/.test(text) || text.split('\n', MOST_LINES + 1).length > MOST_LINES) return false;
  return !OTHERWISE.test(text.split('\n', 1)[0]!) && !/^#{1,6} /m.test(text);
}
