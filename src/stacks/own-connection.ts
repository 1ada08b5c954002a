/** Whether a process asks itself something over TCP. Only Linux shows it. */
import { readdirSync, readlinkSync } from 'node:fs';
import { readProc } from '../wire/proc.ts';

interface Socket {
  readonly local: string;
  readonly remote: string;
  readonly state: string;
  /** Bytes that have arrived and that nobody has read. */
  readonly unread: number;
  /** 0 for a connection that has not been accepted. */
  readonly inode: string;
}

/** States of a connection in the kernel (include/net/tcp_states.h). */
const ESTABLISHED = '01';
const LISTEN = '0A';
const UNACCEPTED = '0';

/** Connected to a port where it listens itself, and what it has sent there is unread: at both ends it is the same process. */
export function asksItself(pid: number): boolean {
  const inodes = inodesOf(pid);
  const sockets = ['tcp', 'tcp6'].flatMap((table) => socketsIn(readProc(`${pid}/net/${table}`)));
  const own = sockets.filter(({ inode }) => inodes.has(inode));
  const ports = new Set(own.filter(({ state }) => state === LISTEN).map(({ local }) => portOf(local)));
  const asking = own.filter(({ state, remote }) => state === ESTABLISHED && ports.has(portOf(remote)));
  const unread = new Set(
    sockets
      .filter((one) => one.state === ESTABLISHED && one.unread > 0)
      .filter(({ inode }) => inode === UNACCEPTED || inodes.has(inode))
      .map(({ local, remote }) => `${local} ${remote}`),
  );
  return asking.some(({ local, remote }) => unread.has(`${remote} ${local}`));
}

function inodesOf(pid: number): ReadonlySet<string> {
  const found = new Set<string>();
  for (const descriptor of descriptorsOf(pid)) {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(targetOf(`/proc/${pid}/fd/${descriptor}`)) ?? [];
    if (inode !== undefined) found.add(inode);
  }
  return found;
}

function descriptorsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`);
  } catch {
    return [];
  }
}

function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The rows below the heading (proc(5), /proc/net/tcp). */
function socketsIn(table: string): Socket[] {
  return table.split('\n').slice(1).flatMap(socketOf);
}

function socketOf(row: string): Socket[] {
  const [, local, remote, state, queues, , , , , inode] = row.trim().split(/\s+/);
  if (!local || !remote || !state || !queues || !inode) return [];
  const unread = Number.parseInt(queues.slice(queues.indexOf(':') + 1), 16);
  return [{ local: asIPv4(local), remote: asIPv4(remote), state, unread, inode }];
}

/** An IPv4 address in IPv6 (RFC 4291, 2.5.5.2): one end of a connection may be told so, and the other not. */
function asIPv4(end: string): string {
  return end.replace(/^0{16}(?:FFFF0000|0000FFFF)/, '');
}

function portOf(end: string): string {
  return end.slice(end.lastIndexOf(':') + 1);
}
