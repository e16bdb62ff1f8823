import { InvalidRequest } from './refusals.ts';

const IDEMPOTENCY_KEY_REQUIRED = 'idempotency_key_required';
const IDEMPOTENCY_KEY_INVALID = 'idempotency_key_invalid';

/** The key under which a repeat of a call is known: 1 to 255 printable ASCII characters without spaces. */
export function requireIdempotencyKey(key: string | undefined): string {
  if (key === undefined || key === '') throw wrong(IDEMPOTENCY_KEY_REQUIRED, 'is required: a repeat of the call is known by it');
  if (!isIdempotencyKey(key)) throw wrong(IDEMPOTENCY_KEY_INVALID, 'must be 1 to 255 printable ASCII characters without spaces');
  return key;
}

export const isIdempotencyKey = (key: string): boolean => /^[\x21-\x7e]{1,255}$/.test(key);

const wrong = (code: string, message: string): InvalidRequest =>
  new InvalidRequest([{ field: 'Idempotency-Key', message }], `Idempotency-Key ${message}`, code);
