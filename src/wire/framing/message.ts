/** Is this what a server could have meant as a message (JSON-RPC 2.0, sections 4 and 5)? */
export function isMessage(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return 'jsonrpc' in value || isResponse(value);
}

function isResponse(value: object): boolean {
  return 'id' in value && ('result' in value || 'error' in value);
}
