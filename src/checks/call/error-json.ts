/** JSON in which a tool says that it failed. */
import { isObject } from '../../json/kind.ts';

type Fields = Record<string, unknown>;

/** What stands beside an error, and is no answer. */
const BESIDE = new Set(
  'error errors message msg code status detail details type title instance success ok statusCode status_code httpStatus reason hint timestamp path error_code errorCode error_message errorMessage error_type errorType error_description traceId requestId request_id stack name cause isError is_error is_retryable retryable suggestion help documentation_url'.split(
    ' ',
  ),
);
const STATES = new Set(['error', 'fail', 'failure', 'failed']);

/** Certain, whatever was asked for: it is said in the words of the protocol. */
export function saysIsError(value: unknown): boolean {
  return isObject(value) && (value['isError'] === true || value['is_error'] === true);
}

/** There is an error and nothing else. A launch may have had no success, and a message. */
export function isErrorJson(value: unknown): boolean {
  if (!isObject(value)) return false;
  return isError(value['error'], value) ? saysNo(value) || isBare(value) : saysNo(value) && isBare(value);
}

/** What may as well be the state of something that was asked for. */
export function isErrorState(value: unknown): boolean {
  return isObject(value) && isState(value) && isBare(value);
}

function isState(value: Fields): boolean {
  const { status } = value;
  if (typeof status === 'string' && STATES.has(status.toLowerCase())) return true;
  const code = [status, value['statusCode'], value['status_code']].find((one) => typeof one === 'number');
  return code !== undefined && code >= 400 && code < 600 && (typeof status !== 'number' || hasReason(value));
}

function saysNo({ success, ok }: Fields): boolean {
  return success === false || ok === false;
}

function hasReason(value: Fields): boolean {
  return ['error', 'message', 'reason', 'detail', 'title', 'msg'].some(
    (key) => isObject(value[key]) || (typeof value[key] === 'string' && value[key] !== ''),
  );
}

function isError(error: unknown, value: Fields): boolean {
  if (typeof error === 'string') return !/^(?:none|no(?: errors?)?|false|null|ok|success|0)?$/i.test(error.trim());
  // A number is a code, or how far a measurement is off.
  if (isObject(error))
    return Object.entries(error).some(
      ([key, one]) => !isEmpty(one) && one !== 'ok' && (typeof one !== 'number' || BESIDE.has(key)),
    );
  return error === true && hasReason(value);
}

/** Nothing beside it that could be the answer. */
function isBare(value: Fields): boolean {
  return Object.entries(value).every(([key, one]) => BESIDE.has(key) || isEmpty(one));
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === null || value === '' || value === 0 || value === false;
}
