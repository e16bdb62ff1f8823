import { Refusal, type RefusalKind } from '@noren/kernel';
import type { Refusal as WireRefusal } from '@noren/wire';
import { isOutage, Unavailable } from './unavailable.ts';

/** What is wrong with one field: a path with dots (`lines.0.sku`) and a sentence for people. */
export type FieldError = Readonly<{ field: string; message: string }>;

/** The request does not have the shape that the call takes: 400 over HTTP, where a domain's own `invalid` is 422. */
export class InvalidRequest extends Refusal {
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[], message = errors[0]?.message ?? 'The request is not valid', code = INVALID_REQUEST) {
    super('invalid', code, message, errors[0]?.field);
    this.name = 'InvalidRequest';
    this.errors = errors;
  }
}

const INVALID_REQUEST = 'invalid_request';

/** A refusal that an earlier call under the same Idempotency-Key got already: over HTTP it comes with `Idempotent-Replayed: true`. */
export class RepeatedRefusal extends Refusal {
  constructor({ kind, code, message, field }: Refusal) {
    super(kind, code, message, field);
    this.name = 'RepeatedRefusal';
  }
}

/** A conflict that comes with the thing as it is now, so that whoever changed it can see what came between. */
export class ConflictWith extends Refusal {
  readonly now: unknown;

  constructor({ code, message, field }: Readonly<{ code: string; message: string; field?: string | undefined }>, now: unknown) {
    super('conflict', code, message, field);
    this.name = 'ConflictWith';
    this.now = now;
  }
}

/** Every field at fault that a refusal names. */
export const fieldErrors = (refusal: Refusal): readonly FieldError[] =>
  refusal instanceof InvalidRequest ? refusal.errors : refusal.field ? [{ field: refusal.field, message: refusal.message }] : [];

/** Of another version than the caller thought: a repeat after reading again may work. */
export const VERSION_CONFLICT = 'version_conflict';

/**
 * How an item of a batch is told that it was declined. Besides the kinds of refusals there are `unavailable` (try later) and `internal`
 * (a mistake of ours, whose text stays in our log).
 */
export function toWireRefusal(error: unknown): WireRefusal {
  if (error instanceof Refusal) return { kind: error.kind, code: error.code, message: error.message, field: error.field ?? '' };
  if (isOutage(error)) return { kind: 'unavailable', code: 'unavailable', message: 'Not available just now', field: '' };
  return { kind: 'internal', code: 'internal', message: 'Something went wrong on our side', field: '' };
}

/** The error that an item's caller gets: a Refusal, Unavailable, or an Error for a mistake on the other side. */
export function fromWireRefusal({ kind, code, message, field }: WireRefusal): Error {
  if (isRefusalKind(kind)) return refusalOf(kind, code, message, field === '' ? [] : [{ field, message }]);
  return kind === 'unavailable' ? new Unavailable(message) : new Error(`the other side failed: ${message}`);
}

/** A refusal as it was before it was sent. */
export const refusalOf = (kind: RefusalKind, code: string, message: string, errors: readonly FieldError[]): Refusal =>
  code === INVALID_REQUEST ? new InvalidRequest(errors, message) : new Refusal(kind, code, message, errors[0]?.field);

const isRefusalKind = (kind: string): kind is RefusalKind => kind === 'invalid' || kind === 'not_found' || kind === 'conflict' || kind === 'forbidden';
