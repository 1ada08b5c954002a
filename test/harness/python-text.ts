/** Tracebacks differ with the version of Python and the place of the environment; logs with what ended when. */
const LABEL = /^ +(?:seen|stderr) +/;
const TRACEBACK =
  /^ +(?:(?:seen|stderr) +)?(?:\| {2}|\| [\w.]+(?:Error|Exception|Exit|Group)\b|\+-|Traceback \(| {2}File ")/;
/** The end of the server's stderr, under its title. */
const STDERR_TAIL = /^ {2}\|(?: |$)/;
/** `|     ^` under a line of the smoke file. */
const FRAME_CARET = /^ +\| +\^$/;

/** A run of lines of a traceback, or of the tail of stderr, as one `<stderr>`. */
export function withoutStderr(transcript: string): string {
  const lines = transcript.split('\n').map((line) => {
    if (FRAME_CARET.test(line) || !(TRACEBACK.test(line) || STDERR_TAIL.test(line))) return line;
    return `${LABEL.exec(line)?.[0] ?? ''}<stderr>`;
  });
  return lines.filter((line, at) => line !== '<stderr>' || !lines[at - 1]?.endsWith('<stderr>')).join('\n');
}
