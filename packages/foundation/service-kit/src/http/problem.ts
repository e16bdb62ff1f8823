import { Refusal } from '@noren/kernel';
import { ConflictWith, fieldErrors, InvalidRequest, RepeatedRefusal, type FieldError } from '../refusals.ts';
import { PAGE_TOKEN_INVALID } from '../page-token.ts';
import { UNAUTHENTICATED } from '../unauthenticated.ts';
import { isOutage } from '../unavailable.ts';
import { EDGE_CODES, type ProblemCodes, STATUS_OF_KIND } from './codes.ts';

/** RFC 9457 with a stable `code` for programs and the fields at fault. */
type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  requestId: string;
  errors: readonly FieldError[];
  /** With a conflict: the thing as it is now. */
  now?: unknown;
}>;

/** What an error is to the caller: everything of a problem that does not depend on the request. */
export type Fault = Readonly<{
  status: number;
  code: string;
  detail: string;
  errors: readonly FieldError[];
  headers: Readonly<Record<string, string>>;
  now?: unknown;
}>;

/** The caller asks too often. */
export class TooManyRequests extends Error {
  readonly retryAfterSeconds: number;
  readonly headers: Readonly<Record<string, string>>;

  readonly code: string;

  /** `headers` may name the limit: `RateLimit-Policy`, `RateLimit`. */
  constructor(retryAfterSeconds: number, message = 'Too many requests', headers: Readonly<Record<string, string>> = {}, code = 'too_many_requests') {
    super(message);
    this.code = code;
    this.name = 'TooManyRequests';
    this.retryAfterSeconds = retryAfterSeconds;
    this.headers = headers;
  }
}

/** A refusal by the edge itself, under one of its own codes. */
export const edgeRefusal = (code: keyof typeof EDGE_CODES, message: string): Refusal => new Refusal('invalid', code, message);

/** The one place where an error becomes an HTTP answer. Only words meant for callers pass; a mistake's or an outage's own do not. */
export function faultOf(error: unknown, codes: ProblemCodes): Fault {
  if (error instanceof Refusal) return refused(error, codes);
  if (error instanceof TooManyRequests)
    return {
      ...plain('too_many_requests', error.message),
      code: error.code,
      headers: { ...error.headers, 'retry-after': String(Math.ceil(error.retryAfterSeconds)) },
    };
  const known = edgeFault(error);
  if (known) return known;
  return isOutage(error) ? away() : plain('internal', 'Something went wrong on our side; tell us the requestId');
}

/** A fault as this request's problem. `base`: where the caller reaches this server, `https://api.example`; the page about the code is there. */
export function problemOf(
  { status, code, detail, errors, now }: Fault,
  codes: ProblemCodes,
  of: Readonly<{ base: string; instance: string; requestId: string }>,
): Problem {
  const title = codes[code]?.title ?? TITLES[status] ?? 'Declined';
  const { base, instance, requestId } = of;
  return { type: `${base}/problems/${code}`, title, status, detail, instance, code, requestId, errors, ...(now === undefined ? {} : { now }) };
}

function refused(refusal: Refusal, codes: ProblemCodes): Fault {
  if (refusal.code === PAGE_TOKEN_INVALID)
    return refused(
      new InvalidRequest([{ field: 'cursor', message: 'belongs to no such list' }], 'The cursor belongs to no such list', 'cursor_invalid'),
      codes,
    );
  const { code, message } = refusal;
  const status = codes[code]?.status ?? statusOf(refusal);
  const headers: Record<string, string> = refusal instanceof RepeatedRefusal ? { 'idempotent-replayed': 'true' } : {};
  return { status, code, detail: message, errors: fieldErrors(refusal), headers, ...(refusal instanceof ConflictWith ? { now: refusal.now } : {}) };
}

function statusOf(refusal: Refusal): number {
  if (refusal instanceof InvalidRequest) return 400;
  if (refusal.code === UNAUTHENTICATED) return 401;
  return STATUS_OF_KIND[refusal.kind];
}

/** What the framework throws by itself. */
function edgeFault(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return plain('request_too_large', 'The body is larger than this call takes');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return plain('unsupported_media_type', 'The media type of the body cannot be read');
    case 'FST_ERR_BAD_URL':
      return plain('malformed_url', 'The path is not percent-encoded UTF-8');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return plain('url_too_long', 'A part of the path is too long');
    default:
      return isClientError(error) ? plain('malformed_request', 'The request cannot be read') : undefined;
  }
}

const isClientError = (error: Error): boolean =>
  'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;

const away = (): Fault => ({ ...plain('unavailable', 'Not available just now; repeat later'), headers: { 'retry-after': '1' } });

const plain = (code: keyof typeof EDGE_CODES, detail: string): Fault => ({ status: EDGE_CODES[code].status, code, detail, errors: [], headers: {} });

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'The caller is not known',
  403: 'The caller may not do this',
  404: 'There is no such thing',
  409: 'The thing is not in a state that allows this',
  422: 'The request is understood and declined',
};
