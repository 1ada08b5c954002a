/** Tracebacks differ with the version of Python and the place of the environment. */
const LABEL = /^ +(?:seen|stderr) +/;
const TRACEBACK_LINE =
  /^ +(?:(?:seen|stderr) +)?(?:\| {2}|\| [\w.]+(?:Error|Exception|Exit|Group)\b|\+-|Traceback \(| {2}File ")/;
/** `|     ^` under a line of the smoke file. */
const FRAME_CARET = /^ +\| +\^$/;

/** The lines of a traceback as one `<traceback>`. */
export function withoutTracebacks(transcript: string): string {
  const lines = transcript.split('\n').map((line) => {
    if (!TRACEBACK_LINE.test(line) || FRAME_CARET.test(line)) return line;
    return LABEL.test(line) ? `${LABEL.exec(line)![0]}<traceback>` : '<traceback>';
  });
  return lines.filter((line, at) => line !== '<traceback>' || !lines[at - 1]?.endsWith('<traceback>')).join('\n');
}
