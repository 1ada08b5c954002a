/** What people were shown, kept to be searched for secrets at the end. */
import type { LiveStream } from '../live/writer.ts';
import type { Redactor } from '../redact/redactor.ts';

/** Beyond this, what came first is forgotten. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

export interface Recorded {
  readonly stream: LiveStream;
  /** The exit code that it adds: 5 where a secret was shown, else 0. */
  judge(redactor: Redactor, complain: (text: string) => void): number;
}

/** Passes everything on to `screen`. */
export function recorded(screen: NodeJS.WriteStream): Recorded {
  let shown = '';
  const stream: LiveStream = Object.create(screen, {
    write: {
      value: (text: string) => {
        shown = (shown + text).slice(-KEPT_CHARACTERS);
        return screen.write(text);
      },
    },
  });
  const judge: Recorded['judge'] = (redactor, complain) => {
    const leaked = redactor.scan(shown);
    if (leaked.length > 0) complain(`what was shown above held the secret ${leaked.join(', ')}`);
    return leaked.length > 0 ? 5 : 0;
  };
  return { stream, judge };
}
