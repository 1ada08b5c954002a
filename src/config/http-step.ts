/** Http steps: what goes with them and with no other step. */
import type { HttpRequest, Json, PlannedStep } from '../model.ts';
import type { HttpFound } from './grammar/http-request.ts';
import type { StepKeys } from './grammar/step.ts';
import type { Problems } from './problems.ts';
import type { Found } from './read/collection.ts';
import { isHeader } from './server-parts.ts';

/** Keys of `expect` that only one of the two knows. */
const OF_HTTP = ['headers', 'json'];
const OF_MCP = ['code', 'structured', 'result', 'notifications'];

/** Adds a problem for what does not go together. */
export function checkHttp({ node, values }: Found<StepKeys>, kind: PlannedStep['kind'], problems: Problems): void {
  const expect = node.kind === 'map' ? node.entries.find(({ key }) => key === 'expect')?.value : undefined;
  const entries = expect?.kind === 'map' ? expect.entries : [];
  const foreign = kind === 'http' ? OF_MCP : OF_HTTP;
  for (const { key, keyAt } of entries.filter((entry) => foreign.includes(entry.key))) {
    const hint = key === 'structured' ? 'for the JSON of a body use `json`' : 'leave it out';
    problems.add(keyAt, kind === 'http' ? `an http step has no \`${key}\`` : `\`${key}\` is for http steps`, { hint });
  }
  const status = entries.find(({ key }) => key === 'status');
  const isNumber = values.expect?.httpStatus !== undefined;
  if (status && values.expect && isNumber !== (kind === 'http')) {
    const hint = kind === 'http' ? 'such as 200, or [200, 204]' : 'ok, error, tool-error or rpc-error';
    problems.add(
      status.value.at,
      kind === 'http' ? 'the status of an http step is a number' : 'a number is the status of an http step',
      { hint },
    );
  }
  if (values.http) checkRequest(values.http, problems);
}

function checkRequest({ values, keys }: HttpFound, problems: Problems): void {
  if (keys.has('json') && keys.has('body')) problems.add(keys.get('body')!, '`json` or `body`, not both');
  for (const { key, keyAt } of values.headers ?? []) {
    if (!isHeader(key, '')) problems.add(keyAt, `\`${key}\` cannot be sent as an HTTP header`);
  }
}

/** What is sent; `GET` where no method is named. */
export function httpRequest({ values, keys }: HttpFound): HttpRequest {
  const { method = 'GET', headers = [], body, json } = values;
  return {
    method,
    headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    ...(keys.has('json') ? { json: json as Json } : {}),
    ...(body === undefined ? {} : { body }),
  };
}
