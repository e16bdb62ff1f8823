import { Refusal } from '@noren/kernel';

/** A refusal that the first call under the same key got: it is answered with the header that says so. */
export class Replayed extends Refusal {
  readonly headers = { 'idempotent-replayed': 'true' } as const;

  static from(refusal: Error): Error {
    return refusal instanceof Refusal ? new Replayed(refusal.kind, refusal.code, refusal.message, refusal.field) : refusal;
  }
}
