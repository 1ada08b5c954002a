/** Bodies as they were before Content-Encoding (RFC 9110, section 8.4). */
import type { IncomingMessage } from 'node:http';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** What breaks it, on its way or within, is an error of the body. */
export function decompress(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase();
  if (encoding === 'deflate') return inflate(response);
  const decoder = decoderFor(encoding);
  if (!decoder) return response;
  response.once('error', (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

function decoderFor(encoding: string | undefined) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}

/** Some servers leave out the frame of zlib, and clients take that: its first byte tells (RFC 1950, section 2.2). */
function inflate(response: IncomingMessage): Readable {
  const body = new PassThrough();
  const endEmpty = () => body.end();
  response.once('end', endEmpty);
  response.once('error', (error) => body.destroy(error));
  response.once('data', (first: Buffer) => {
    response.off('end', endEmpty).pause().unshift(first);
    const decoder = (first[0]! & 0x0f) === 8 ? createInflate() : createInflateRaw();
    // Its errors are those of the body.
    pipeline(response, decoder, body, () => undefined);
  });
  return body;
}
