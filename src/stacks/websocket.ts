/**
 * The client's side of a WebSocket, as far as a debugger on this machine needs it (RFC 6455): text both ways, whole
 * messages only. Node 20 has no WebSocket of its own.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { abortSignalOf, type StopSignal } from '../stopping.ts';

const TEXT = 0x81;
const CLOSE = 0x8;
/** Longer than any answer that is asked for; a peer that sends more is cut off. */
const MOST_BYTES = 16 * 1024 * 1024;

export interface WebSocketPeer {
  send(text: string): void;
  close(): void;
}

/** Rejects when the peer does not upgrade the connection. `received` is called with each text that comes. */
export function connectWebSocket(
  url: URL,
  received: (text: string) => void,
  signal: StopSignal,
): Promise<WebSocketPeer> {
  return new Promise((resolve, reject) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'Sec-WebSocket-Version': '13',
    };
    const { hostname: host, port, pathname: path } = url;
    const asking = request({ host, port, path, headers, signal: abortSignalOf(signal), agent: false });
    asking.once('upgrade', (_, socket, head) => resolve(peerOver(socket, head, received)));
    asking.once('response', (response) => {
      response.destroy();
      reject(new Error(`status ${response.statusCode}`));
    });
    asking.once('error', reject);
    asking.end();
  });
}

function peerOver(socket: Duplex, head: Buffer, received: (text: string) => void): WebSocketPeer {
  let pending: Buffer = head;
  const take = (chunk: Buffer) => {
    pending = readMessages(Buffer.concat([pending, chunk]), received);
    if (pending.length > MOST_BYTES) socket.destroy();
  };
  socket.on('error', () => undefined);
  socket.on('data', take);
  take(Buffer.alloc(0));
  return { send: (text) => socket.write(frameOf(text)), close: () => socket.destroy() };
}

/** Hands on every whole message, and returns what is left. */
function readMessages(bytes: Buffer, received: (text: string) => void): Buffer {
  let rest = bytes;
  for (;;) {
    const frame = readFrame(rest);
    if (!frame) return rest;
    if ((frame.opcode & 0xf) !== CLOSE) received(frame.payload.toString('utf8'));
    rest = rest.subarray(frame.end);
  }
}

function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | undefined {
  if (bytes.length < 10 && bytes.length < headerLength(bytes)) return undefined;
  const short = bytes[1]! & 0x7f;
  const start = headerLength(bytes);
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  return bytes.length < end ? undefined : { opcode: bytes[0]!, payload: bytes.subarray(start, end), end };
}

/** A server does not mask its frames. */
function headerLength(bytes: Buffer): number {
  const short = (bytes[1] ?? 0) & 0x7f;
  return short < 126 ? 2 : short === 126 ? 4 : 10;
}

/** A client masks its frames. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const length = Buffer.alloc(payload.length < 126 ? 2 : 4);
  length[0] = TEXT;
  length[1] = 0x80 | Math.min(payload.length, 126);
  if (length.length === 4) length.writeUInt16BE(payload.length, 2);
  const masked = payload.map((byte, index) => byte ^ mask[index % 4]!);
  return Buffer.concat([length, mask, masked]);
}
