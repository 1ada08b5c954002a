/**
 * In base64 and base64url, wherever the value starts in the encoded bytes: at each of the three offsets only those
 * characters that are the same whatever stands before and after it.
 */
export function base64Forms(value: string): string[] {
  const cores = [0, 1, 2].map((offset) => coreAt(offset, Buffer.from(value)));
  return [...cores, ...cores.map(urlSafe)];
}

function coreAt(offset: number, bytes: Buffer): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor(((offset + bytes.length) * 8) / 6);
  return encoded.slice(first, end);
}

function urlSafe(encoded: string): string {
  return encoded.replaceAll('+', '-').replaceAll('/', '_');
}
