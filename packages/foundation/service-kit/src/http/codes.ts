import type { RefusalTable } from '@noren/kernel';

/** What a problem's code stands for: told at `/problems/<code>`. */
export type ProblemCode = Readonly<{
  status: number;
  /** The same for every problem of this code. */
  title: string;
  /** What the caller can do about it. */
  cure: string;
}>;

export type ProblemCodes = Readonly<Record<string, ProblemCode>>;

/** The codes that every HTTP edge has, whatever it serves. */
export const EDGE_CODES = {
  invalid_request: {
    status: 400,
    title: 'The request does not have the shape that the call takes',
    cure: 'Correct the fields listed under `errors`. Unknown fields are refused too.',
  },
  malformed_url: { status: 400, title: 'The address cannot be read', cure: 'Percent-encode path and query as UTF-8, and give each query parameter once.' },
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    cure: 'Send one JSON value (RFC 8259), encoded as UTF-8, without NUL characters or lone surrogates.',
  },
  malformed_request: { status: 400, title: 'The request cannot be read', cure: 'Send a request that follows HTTP/1.1.' },
  request_timeout: {
    status: 408,
    title: 'The request did not come whole in time',
    cure: 'Send head and body at once, within 30 s; a repeat with the same Idempotency-Key is safe.',
  },
  idempotency_key_required: {
    status: 400,
    title: 'An Idempotency-Key is required',
    cure: 'Send a key of your own making, a new one for each new request, the same one for each repeat.',
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The Idempotency-Key is not valid',
    cure: 'Use 1 to 255 printable ASCII characters without spaces, such as a UUID.',
  },
  cursor_invalid: {
    status: 400,
    title: 'The cursor belongs to another list',
    cure: 'Start from the first page, or keep the other arguments as they were.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    cure: 'Use a new key for a new request; repeat a request with the very same body.',
  },
  unauthenticated: { status: 401, title: 'The caller is not known', cure: 'Send `Authorization: Bearer <API key>` with a key that is live.' },
  forbidden: { status: 403, title: 'The caller may not do this', cure: 'Use a key that was made for this.' },
  scope_forbidden: { status: 403, title: 'The key was not made for this call', cure: 'Use a key that has the scope named in `detail`.' },
  merchant_forbidden: { status: 403, title: 'The caller may not act for this merchant', cure: 'Use a key that the merchant has given out.' },
  role_forbidden: { status: 403, title: 'The caller does not have the role that this takes', cure: 'Use a key of the right kind.' },
  not_found: { status: 404, title: 'There is no such thing', cure: 'Check the id; what belongs to others looks the same.' },
  route_not_found: { status: 404, title: 'There is no such address', cure: 'See /openapi.json for every address that there is.' },
  operation_not_found: {
    status: 404,
    title: 'There is no such operation',
    cure: 'Use the operationId that the call was answered with, with the same key.',
  },
  method_not_allowed: { status: 405, title: 'The address does not take this method', cure: 'Use one of the methods in the `Allow` header.' },
  conflict: { status: 409, title: 'The thing is not in a state that allows this', cure: 'Read it again and decide anew.' },
  version_conflict: {
    status: 412,
    title: 'The thing no longer has the version that the caller expected',
    cure: 'Read it again and decide anew: its ETag is for `If-Match`, its `version` for what a body expects.',
  },
  request_too_large: { status: 413, title: 'The request is too large', cure: 'Send less at once; `detail` names the limit.' },
  url_too_long: { status: 414, title: 'A part of the address is too long', cure: 'No id or SKU is that long.' },
  unsupported_media_type: {
    status: 415,
    title: 'The body is of another media type than the call takes',
    cure: 'Send the media type named in `detail`, as UTF-8 and not compressed.',
  },
  invalid: { status: 422, title: 'The request is understood and declined', cure: 'See `detail`.' },
  rate_limited: {
    status: 429,
    title: 'The caller sends more requests than it may',
    cure: 'Wait as long as the `Retry-After` header says; `RateLimit` tells what is left, `RateLimit-Policy` what there is.',
  },
  too_many_requests: { status: 429, title: 'Too many requests', cure: 'Wait as long as the `Retry-After` header says.' },
  headers_too_large: { status: 431, title: 'The headers are too large', cure: 'Send less than 16 kB of headers.' },
  internal: { status: 500, title: 'Something went wrong on our side', cure: 'Tell us the `requestId`. A repeat with the same Idempotency-Key is safe.' },
  unavailable: { status: 503, title: 'Not available just now', cure: 'Repeat after the time in the `Retry-After` header, with the same Idempotency-Key.' },
} as const satisfies ProblemCodes;

/** The HTTP status of each kind of refusal. */
export const STATUS_OF_KIND = { invalid: 422, not_found: 404, conflict: 409, forbidden: 403 } as const;

/**
 * What contexts refuse with, as problems: their sentences stand in their contracts and nowhere else. A code that two of them use for different things has
 * no title of its own, and what every edge has stays as it is.
 */
export function problemsOf(...tables: readonly RefusalTable[]): ProblemCodes {
  const all = tables.flatMap((table) => Object.entries(table)).filter(([code]) => !Object.hasOwn(EDGE_CODES, code));
  const clear = all.filter(([code, { message }]) => all.every(([other, of]) => other !== code || of.message === message));
  return Object.fromEntries(clear.map(([code, { kind, message, cure }]) => [code, { status: STATUS_OF_KIND[kind], title: message, cure }]));
}
