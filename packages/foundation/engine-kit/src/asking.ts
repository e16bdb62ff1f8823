import { randomUUID } from 'node:crypto';
import { type Positions, positionKey } from '@noren/log';
import { type AuthenticatedCall, traceHeaders } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import { submitter, type Submitted, type SubmitParts } from './submit.ts';

/** What a call becomes: a command, or one a line. */
export type Asked = Readonly<{
  /** `PlaceOrder`: idempotency keys are told apart by it. */
  operation: string;
  /** The request as it came, in canonical form: a repeat must have the same. */
  request: Uint8Array;
  commands: readonly Submitted[];
  made?: Readonly<Record<string, string>>;
  /** The made id by which others may ask before the decision. */
  subject?: string;
}>;

/** Logs what a call asks; resolves once that is durable. */
export type Ask = (call: AuthenticatedCall, asked: Asked) => Promise<Accepted>;

/** How the calls of a context's API become commands: under the caller's own idempotency key, or a new one where it gives none. */
export function asking(parts: SubmitParts): Ask {
  const submit = submitter(parts);
  return (call, { operation, request, commands, made = {}, subject }) => {
    const { traceparent, correlationId } = traceHeaders(call);
    return submit({
      caller: call.identity.subject,
      operation,
      idempotencyKey: call.idempotencyKey ?? `none ${randomUUID()}`,
      request,
      made,
      ...(subject === undefined ? {} : { subject }),
      commands,
      headers: { actor: call.identity.subject, traceparent, correlationid: correlationId },
      seen: positionsOf(call.seen),
    });
  };
}

const positionsOf = (seen: AuthenticatedCall['seen']): Positions => Object.fromEntries(seen.map((position) => [positionKey(position), position.offset]));
