/** Base64 and what the first bytes of a file say about its type. */

const PLAIN = /^[A-Za-z0-9+/]*={0,2}$/;

/** `mild`: lenient readers take it all the same. */
export interface Base64Fault {
  readonly text: string;
  readonly mild: boolean;
}

/** What is wrong with `data` as base64 (RFC 4648 §4). */
export function base64Fault(data: string): Base64Fault | undefined {
  if (data.startsWith('data:'))
    return { text: 'is a data: URL; only the base64 after the comma belongs there', mild: false };
  if (PLAIN.test(data) && data.length % 4 === 0) return undefined;
  const compact = data.replace(/[\t\n\f\r ]+/g, '').replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(compact)) return { text: charFault(compact), mild: false };
  if (compact.length % 4 === 1) return { text: 'is cut off: its length fits no number of bytes', mild: false };
  return { text: 'has line breaks, spaces or wrong padding, which strict decoders refuse', mild: true };
}

function charFault(compact: string): string {
  if (/^[\w-]*$/.test(compact)) return 'is base64url ("-" and "_"), not base64';
  return `has ${JSON.stringify(/[^A-Za-z0-9+/]/u.exec(compact)?.[0])}, which base64 does not have`;
}

interface Magic {
  readonly types: readonly string[];
  readonly pattern: RegExp;
}

/** Matched against the first 16 bytes as latin1. */
const MAGIC: readonly Magic[] = [
  { types: ['image/png'], pattern: /^\x89PNG\r\n\x1a\n/ },
  { types: ['image/jpeg', 'image/jpg'], pattern: /^\xff\xd8\xff/ },
  { types: ['image/gif'], pattern: /^GIF8[79]a/ },
  { types: ['image/webp'], pattern: /^RIFF[\s\S]{4}WEBP/ },
  { types: ['application/pdf'], pattern: /^%PDF-/ },
  { types: ['audio/wav', 'audio/wave', 'audio/x-wav', 'audio/vnd.wave'], pattern: /^RIFF[\s\S]{4}WAVE/ },
  { types: ['audio/ogg', 'video/ogg', 'application/ogg', 'audio/opus'], pattern: /^OggS/ },
  { types: ['audio/flac', 'audio/x-flac'], pattern: /^fLaC/ },
];
/** Types whose files always start with their magic bytes. */
const CERTAIN = /^(?:image\/(?:png|jpe?g|gif|webp)|application\/pdf)$/;

/** What the bytes are where they are not `mimeType`; undefined when they fit or nothing can be said. */
export function mimeMismatch(data: string, mimeType: string): string | undefined {
  const bytes = Buffer.from(data.slice(0, 64), 'base64').subarray(0, 16).toString('latin1');
  const declared = mimeType.split(';')[0]!.trim().toLowerCase();
  const found = MAGIC.find(({ pattern }) => pattern.test(bytes));
  if (found) return found.types.includes(declared) || !isMedia(declared) ? undefined : found.types[0];
  return CERTAIN.test(declared) ? 'something else' : undefined;
}

/** Only these say something that bytes can contradict; application/octet-stream fits everything. */
function isMedia(type: string): boolean {
  return MAGIC.some(({ types }) => types.includes(type));
}
