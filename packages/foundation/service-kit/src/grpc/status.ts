import { Metadata, status, type ServiceError, type StatusObject } from '@grpc/grpc-js';
import { Refusal, type RefusalKind } from '@noren/kernel';
import { decodeRpcStatus, encodeRpcStatus, type RpcStatus } from '@noren/wire';
import { TooManyRequests } from '../http/problem.ts';
import { fieldErrors, refusalOf, VERSION_CONFLICT } from '../refusals.ts';
import { unauthenticated, UNAUTHENTICATED } from '../unauthenticated.ts';
import { isOutage, Unavailable } from '../unavailable.ts';
import { STATUS_DETAILS } from './metadata.ts';

const DOMAIN = 'noren';

/** The one place where an error becomes a gRPC status. Only a refusal's words leave the process; those of outages and mistakes stay in the log. */
export function toStatus(error: unknown): Partial<StatusObject> {
  if (error instanceof Refusal) return statusOf(codeOf(error), error.message, error.code, fieldErrors(error));
  if (error instanceof TooManyRequests) return statusOf(status.RESOURCE_EXHAUSTED, error.message, error.code, []);
  if (isOutage(error)) return statusOf(status.UNAVAILABLE, 'Not available just now', 'unavailable', []);
  return statusOf(status.INTERNAL, 'Something went wrong on our side', 'internal', []);
}

/** The error that the caller's code gets: a Refusal as it was thrown, Unavailable, or an Error that names the status. */
export function fromStatus(error: ServiceError, callee: string): Error {
  const errorDetails = detailsOf(error.metadata);
  const kind = KINDS[error.code];
  if (kind && errorDetails?.domain === DOMAIN) {
    const errors = errorDetails.violations.map(({ field, description }) => ({ field, message: description }));
    return refusalOf(kind, errorDetails.reason, errorDetails.message, errors);
  }
  if (error.code === status.UNAUTHENTICATED) return unauthenticated(error.details);
  if (AWAY.includes(error.code)) return new Unavailable(`${callee} cannot be reached: ${error.details}`, { cause: error });
  return new Error(`${callee} failed: ${status[error.code]} ${error.details}`, { cause: error });
}

const KINDS: Readonly<Partial<Record<status, RefusalKind>>> = {
  [status.INVALID_ARGUMENT]: 'invalid',
  [status.NOT_FOUND]: 'not_found',
  [status.FAILED_PRECONDITION]: 'conflict',
  [status.ABORTED]: 'conflict',
  [status.PERMISSION_DENIED]: 'forbidden',
  [status.UNAUTHENTICATED]: 'forbidden',
};

const AWAY: readonly status[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED, status.RESOURCE_EXHAUSTED];

function codeOf({ kind, code }: Refusal): status {
  if (code === UNAUTHENTICATED) return status.UNAUTHENTICATED;
  switch (kind) {
    case 'invalid':
      return status.INVALID_ARGUMENT;
    case 'not_found':
      return status.NOT_FOUND;
    case 'conflict':
      return code === VERSION_CONFLICT ? status.ABORTED : status.FAILED_PRECONDITION;
    case 'forbidden':
      return status.PERMISSION_DENIED;
  }
}

/** A status travels in headers: one of more than some kilobytes never arrives, and its caller waits for the deadline. */
const MOST_VIOLATIONS = 20;
const shortened = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`);

function statusOf(code: status, said: string, reason: string, errors: readonly Readonly<{ field: string; message: string }>[]): Partial<StatusObject> {
  const details = shortened(said, 500);
  const violations = errors.slice(0, MOST_VIOLATIONS).map(({ field, message }) => ({ field: shortened(field, 200), description: shortened(message, 200) }));
  const metadata = new Metadata();
  metadata.set(STATUS_DETAILS, Buffer.from(encodeRpcStatus({ code, message: details, reason, domain: DOMAIN, violations })));
  return { code, details, metadata };
}

/** Details are the sender's word; bytes that are none are passed over. */
function detailsOf(metadata: Metadata | undefined): RpcStatus | undefined {
  const [bytes] = metadata?.get(STATUS_DETAILS) ?? [];
  if (!Buffer.isBuffer(bytes)) return undefined;
  try {
    return decodeRpcStatus(bytes);
  } catch {
    return undefined;
  }
}
