/** Which revisions of MCP we speak, and in which way. */
import { PROTOCOLS, STATELESS } from '../model.ts';

export function isKnown(revision: string): boolean {
  return (PROTOCOLS as readonly string[]).includes(revision);
}

export function isStateful(revision: string): boolean {
  return isKnown(revision) && !STATELESS.includes(revision);
}
