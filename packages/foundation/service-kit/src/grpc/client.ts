import { Client, Metadata, status, type CallOptions, type ChannelOptions, type MethodDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import type { Position } from '@noren/wire';
import type { Registry } from 'prom-client';
import { callFrom, currentCall } from '../context.ts';
import { isIdempotencyKey } from '../idempotency.ts';
import type { Identity } from '../identity.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import { type ObserveCall, rpcClientDuration } from '../metrics.ts';
import { traceparentOf } from '../trace.ts';
import { AUTHORIZATION, CORRELATION_ID, IDEMPOTENCY_KEY, IDENTITY, SEEN, TRACEPARENT, writtenPositions } from './metadata.ts';
import type { MessagesOf } from './service.ts';
import { fromStatus } from './status.ts';
import type { Transport } from './transport.ts';

/** Whatever the current call does not say already. */
export type RequestOptions = Readonly<{
  /** The longest to wait; 10 s unless said otherwise, and never longer than the current call's own deadline. */
  deadlineMs?: number;
  signal?: AbortSignal;
  /** `self`: the service asks for itself, although it serves somebody (a gathered call for many callers). */
  as?: 'caller' | 'self';
  idempotencyKey?: string;
  seen?: readonly Position[];
}>;

/** A generated service as plain functions: each answers, or rejects with the Refusal of the other side, with Unavailable, or with a mistake. */
export type GrpcClient<Definition> = {
  readonly [Name in keyof Definition]: (
    request: MessagesOf<Definition[Name]>['request'],
    options?: RequestOptions,
  ) => Promise<MessagesOf<Definition[Name]>['response']>;
} & { close(): void };

/** A part of Noren signs for whom it asks; whoever asks from outside brings a key. */
type Credential = Readonly<{ identities: IdentityTokens; self: Identity }> | Readonly<{ key: string }>;
type GrpcClientOptions = Credential & Readonly<{ transport: Transport; metrics?: Registry; maxMessageBytes?: number }>;

/** Talks to one address and finds it again by itself after it was away. Takes the generated client class (`OrderServiceClient`) for its definition. */
export function grpcClient<Definition extends ServiceDefinition>(
  { service }: Readonly<{ service: Definition; serviceName: string }>,
  address: string,
  options: GrpcClientOptions,
): GrpcClient<Definition> {
  const channel = new Client(address, options.transport.ofClient(), channelOptions(options.maxMessageBytes ?? 4 * 1024 * 1024));
  const observe = options.metrics && rpcClientDuration(options.metrics);
  const calls = Object.entries<MethodDefinition<unknown, unknown>>(service).map(([name, method]) => [
    name,
    (request: unknown, requestOptions: RequestOptions = {}) => ask(channel, method, request, requestOptions, options, observe),
  ]);
  // The names come from the definition that also types the result; the compiler cannot follow them through entries.
  return { ...(Object.fromEntries(calls) as GrpcClient<Definition>), close: () => channel.close() };
}

function ask(
  channel: Client,
  method: MethodDefinition<unknown, unknown>,
  request: unknown,
  requestOptions: RequestOptions,
  credential: Credential,
  observe: ObserveCall | undefined,
): Promise<unknown> {
  const started = performance.now();
  const [, service = ''] = method.path.split('/');
  const { metadata, deadline, signal } = outgoing(credential, service, requestOptions);
  return new Promise((resolve, reject) => {
    const ended = (code: status): void => {
      signal?.removeEventListener('abort', cancel);
      observe?.(method.path.slice(1), code, (performance.now() - started) / 1_000);
    };
    const sent = channel.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      { deadline } satisfies CallOptions,
      (error, response) => {
        ended(error ? error.code : status.OK);
        if (error) reject(fromStatus(error, service));
        else resolve(response);
      },
    );
    const cancel = (): void => sent.cancel();
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}

function outgoing(credential: Credential, service: string, { deadlineMs = 10_000, signal, as = 'caller', idempotencyKey, seen }: RequestOptions) {
  const call = currentCall() ?? callFrom();
  const asCaller = as === 'caller' ? call : undefined;
  const metadata = new Metadata();
  if ('key' in credential) metadata.set(AUTHORIZATION, `Bearer ${credential.key}`);
  else metadata.set(IDENTITY, credential.identities.sign(asCaller?.identity ?? credential.self, service));
  metadata.set(TRACEPARENT, traceparentOf(call.trace));
  metadata.set(CORRELATION_ID, call.correlationId);
  const key = idempotencyKey ?? handedOn(asCaller?.idempotencyKey);
  if (key !== undefined) metadata.set(IDEMPOTENCY_KEY, key);
  const positions = seen ?? asCaller?.seen ?? [];
  if (positions.length > 0) metadata.set(SEEN, writtenPositions(positions));
  return { metadata, deadline: Math.min(Date.now() + deadlineMs, asCaller?.deadline ?? Infinity), signal: signal ?? asCaller?.signal };
}

/** A header that is not a well-formed key came with a call that takes none, and is left behind: an edge that takes keys has refused it already. */
const handedOn = (key: string | undefined): string | undefined => (key !== undefined && isIdempotencyKey(key) ? key : undefined);

/** A peer that comes back is found within a second or two; one that is away fails a call at once. */
const channelOptions = (maxMessageBytes: number): ChannelOptions => ({
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.keepalive_time_ms': 60_000,
  'grpc.enable_channelz': 0,
  'grpc.service_config_disable_resolution': 1,
});
