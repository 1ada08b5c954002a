/** Text of a server, made readable for patterns: no escape sequences, no frames, one line a line. */
import { unbox } from './unbox.ts';

/** CSI and OSC sequences, and the two-character escapes. */
const ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const LINE_LIMIT = 4096;

/**
 * Strips ANSI and control characters and undoes the boxes that rich draws around Python tracebacks, with the
 * wrapping inside them. Keeps the lines, without trailing space; cuts each at 4,096 characters.
 */
export function normalise(text: string): string {
  const plain = text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
  const lines = plain.split('\n').map((line) => line.slice(0, LINE_LIMIT));
  return unbox(lines)
    .map((line) => line.trimEnd())
    .join('\n');
}
