import { AsyncLocalStorage } from 'node:async_hooks';
import type { Position } from '@noren/wire';
import type { Identity, Role } from './identity.ts';
import { continueTrace, traceparentOf, type Trace } from './trace.ts';
import { unauthenticated } from './unauthenticated.ts';

/** What belongs to a call beside its request: found anywhere below the edge that took the call, handed on to whoever is called next. */
export type Call = Readonly<{
  trace: Trace;
  /** Names one business conversation (an order with all that follows), across calls and log records. */
  correlationId: string;
  identity: Identity | undefined;
  idempotencyKey: string | undefined;
  /** Log positions that the caller's view had seen. */
  seen: readonly Position[];
  /** When the caller stops waiting, in epoch milliseconds. */
  deadline: number | undefined;
  /** Aborted when the caller has gone. */
  signal: AbortSignal | undefined;
}>;

/** A call with somebody behind it. */
export type AuthenticatedCall = Call & Readonly<{ identity: Identity }>;

/** A call whose caller has one of the roles that it takes; made by `authorised`. */
export type AuthorisedCall = AuthenticatedCall & Readonly<{ takes: readonly Role[] }>;

/** What a message or request may say of its call; all of it optional, all of it text from outside. */
type CallOrigin = Readonly<{
  traceparent?: string | undefined;
  correlationId?: string | undefined;
  identity?: Identity | undefined;
  idempotencyKey?: string | undefined;
  seen?: readonly Position[] | undefined;
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
}>;

const storage = new AsyncLocalStorage<Call>();

/** Continues the trace and the correlation that came in, or starts them. A correlation id that is no plain word is not believed. */
export function callFrom(origin: CallOrigin = {}): Call {
  const trace = continueTrace(origin.traceparent);
  const { correlationId, identity, idempotencyKey, seen = [], deadline, signal } = origin;
  return { trace, correlationId: isPlainId(correlationId) ? correlationId : trace.traceId, identity, idempotencyKey, seen, deadline, signal };
}

/** Runs with this as the current call, also across awaits. */
export const inCall = <Result>(call: Call, run: () => Result): Result => storage.run(call, run);

/** The call being served, if any. */
export const currentCall = (): Call | undefined => storage.getStore();

/** Who asks. Refuses where nobody is known. */
export function caller(): Identity {
  const identity = storage.getStore()?.identity;
  if (!identity) throw unauthenticated('No identity came with the call');
  return identity;
}

/** What a message carries of the current call: a new trace is started where there is none. */
export function traceHeaders(call: Call = storage.getStore() ?? callFrom()): Readonly<{ traceparent: string; correlationId: string }> {
  return { traceparent: traceparentOf(call.trace), correlationId: call.correlationId };
}

/** Ids from outside go into logs, headers and messages, so they are short and plain. */
export const isPlainId = (text: string | undefined): text is string => text !== undefined && /^[\w.:/=+-]{1,128}$/.test(text);
