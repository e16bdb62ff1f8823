import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { Refusal } from '@noren/kernel';
import { GetOperationRequest, Operation } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callFrom, currentCall, inCall, type Call } from '../context.ts';
import type { Identity } from '../identity.ts';
import { identityTokens } from '../identity-tokens.ts';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { InvalidRequest } from '../refusals.ts';
import { Unavailable } from '../unavailable.ts';
import { grpcClient, type GrpcClient } from './client.ts';
import { grpcServer, type GrpcServer } from './server.ts';
import { served } from './service.ts';
import { plaintext } from './transport.ts';
import { unary } from './unary.ts';

const self: Identity = { subject: 'service:test', merchants: '*', roles: ['service'] };
const platform: Identity = { subject: 'platform:a', merchants: ['mer_1'], roles: ['platform'] };
const identities = identityTokens({ secret: 'a secret of at least 32 characters' });

/** A service in the form that ts-proto generates. */
const method = <Path extends string>(path: Path) => ({
  path,
  requestStream: false as const,
  responseStream: false as const,
  requestSerialize: (value: GetOperationRequest): Buffer => Buffer.from(GetOperationRequest.encode(value).finish()),
  requestDeserialize: (value: Buffer): GetOperationRequest => GetOperationRequest.decode(value),
  responseSerialize: (value: Operation): Buffer => Buffer.from(Operation.encode(value).finish()),
  responseDeserialize: (value: Buffer): Operation => Operation.decode(value),
});
const TestService = {
  get: method('/noren.test.v1.TestService/Get'),
  change: method('/noren.test.v1.TestService/Change'),
  wait: method('/noren.test.v1.TestService/Wait'),
};
const TestClient = { service: TestService, serviceName: 'noren.test.v1.TestService' };

const operation = (operationId: string): Operation => ({ operationId, done: true, outcomes: [], made: {} });
let answer: (operationId: string) => Operation | Promise<Operation> = operation;
let seenCall: Call | undefined;
let log = '';
let server: GrpcServer;
let client: GrpcClient<typeof TestService>;
const metrics = makeMetrics();
const serving = (port: number) =>
  grpcServer({
    host: '127.0.0.1',
    port,
    identities,
    transport: plaintext,
    metrics,
    maxMessageBytes: 100_000,
    drainMs: 2_000,
    logger: makeLogger({ level: 'debug', pretty: false, to: { write: (line: string) => void (log += line) } }),
    services: [
      served(TestService, {
        get: {
          roles: ['platform', 'service'],
          run: ({ operationId }) => {
            seenCall = currentCall();
            return answer(operationId);
          },
        },
        change: unary({
          roles: ['service'],
          idempotent: true,
          schema: z.object({ operationId: z.string().regex(/^op_/) }),
          run: ({ operationId }) => operation(operationId),
        }),
        wait: {
          roles: ['service'],
          run: ({ operationId }, { signal }) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve(operation(operationId)))),
        },
      }),
    ],
  });

beforeAll(async () => {
  server = await serving(0);
  client = grpcClient(TestClient, server.address, { identities, transport: plaintext, self, metrics });
});
afterAll(async () => {
  client.close();
  await server.stop();
});

const thrownBy = (error: unknown) => {
  answer = () => {
    throw error;
  };
  return client.get({ operationId: 'op_1' }).catch((caught: unknown) => caught);
};

describe('a call', () => {
  test('carries caller, trace, correlation, key, positions and deadline to the other side', async () => {
    answer = operation;
    const seen = [{ topic: 'item.events', partition: 1, offset: 42 }];
    const call = callFrom({ identity: platform, correlationId: 'basket-7', idempotencyKey: 'key-1', seen, deadline: Date.now() + 3_000 });
    expect(await inCall(call, () => client.get({ operationId: 'op_1' }))).toEqual(operation('op_1'));
    expect(seenCall).toMatchObject({ identity: platform, correlationId: 'basket-7', idempotencyKey: 'key-1', seen });
    expect(seenCall?.trace).toMatchObject({ traceId: call.trace.traceId, parentSpanId: call.trace.spanId });
    expect(seenCall?.deadline).toBeGreaterThan(Date.now());
    expect(seenCall?.deadline).toBeLessThanOrEqual(Date.now() + 3_100);
  });

  test("without a caller is the service's own, and can be although it serves somebody", async () => {
    answer = operation;
    await client.get({ operationId: 'op_1' });
    expect(seenCall?.identity).toEqual(self);
    await inCall(callFrom({ identity: platform, idempotencyKey: 'his' }), () => client.get({ operationId: 'op_1' }, { as: 'self' }));
    expect(seenCall).toMatchObject({ identity: self, idempotencyKey: undefined });
  });

  test('does not hand on what is no key', async () => {
    answer = operation;
    for (const idempotencyKey of ['\u202ekey', 'a\0b', 'k'.repeat(256)])
      expect(await inCall(callFrom({ identity: platform, idempotencyKey }), () => client.get({ operationId: 'op_1' }))).toEqual(operation('op_1'));
    expect(seenCall?.idempotencyKey).toBeUndefined();
  });

  test('that nobody signed, or somebody else did, or that was signed for another service, is refused', async () => {
    const raw = new Client(server.address, credentials.createInsecure());
    const call = (metadata: Metadata) =>
      new Promise<ServiceError | null>((resolve) =>
        raw.makeUnaryRequest(
          TestService.get.path,
          TestService.get.requestSerialize,
          TestService.get.responseDeserialize,
          { operationId: 'op_1' },
          metadata,
          (error) => resolve(error),
        ),
      );
    const forged = new Metadata();
    forged.set('noren-identity', identityTokens({ secret: 'another secret of 32 characters!!' }).sign(self, TestService.get.path.split('/')[1] ?? ''));
    expect((await call(new Metadata()))?.code).toBe(status.UNAUTHENTICATED);
    expect((await call(forged))?.code).toBe(status.UNAUTHENTICATED);
    const elsewhere = new Metadata();
    elsewhere.set('noren-identity', identities.sign(self, 'noren.other.v1.OtherService'));
    expect((await call(elsewhere))?.code).toBe(status.UNAUTHENTICATED);
    raw.close();
  });

  test('takes one of its roles', async () => {
    const call = inCall(callFrom({ identity: platform }), () => client.change({ operationId: 'op_1' }, { idempotencyKey: 'k' }));
    await expect(call).rejects.toEqual(expect.objectContaining({ kind: 'forbidden', code: 'role_forbidden' }));
  });

  test('that changes something needs a key', async () => {
    await expect(client.change({ operationId: 'op_1' })).rejects.toEqual(expect.objectContaining({ kind: 'invalid', code: 'idempotency_key_required' }));
    await expect(client.change({ operationId: 'op_1' }, { idempotencyKey: 'has space' })).rejects.toEqual(
      expect.objectContaining({ code: 'idempotency_key_invalid' }),
    );
    expect(await client.change({ operationId: 'op_1' }, { idempotencyKey: 'k' })).toEqual(operation('op_1'));
  });

  test('whose request has the wrong shape is told which field', async () => {
    const error = await client.change({ operationId: 'nonsense' }, { idempotencyKey: 'k' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidRequest);
    expect(error).toMatchObject({ errors: [{ field: 'operationId' }] });
  });
});

describe('an error', () => {
  test.each([
    new Refusal('invalid', 'order_empty', 'An order needs a line', 'lines'),
    new Refusal('not_found', 'order_not_found', 'No order ord_1'),
    new Refusal('conflict', 'order_already_placed', 'Order ord_1 is placed'),
    new Refusal('conflict', 'version_conflict', 'Version 3 is not 2'),
    new Refusal('forbidden', 'merchant_forbidden', 'Not your merchant: 暖簾'),
  ])('that is a refusal arrives as it was thrown: $code', async (refusal) => {
    const caught = await thrownBy(refusal);
    expect(caught).toBeInstanceOf(Refusal);
    expect(caught).toEqual(refusal);
  });

  test('whose words are long arrives all the same, shortened', async () => {
    const fields = Array.from({ length: 50 }, (_, at) => ({ field: `lines.${at}.${'x'.repeat(5_000)}`, message: '紅'.repeat(5_000) }));
    expect(await thrownBy(new InvalidRequest(fields, 'no'.repeat(100_000)))).toMatchObject({
      code: 'invalid_request',
      message: expect.stringMatching(/^(no)+n…$/),
    });
  });

  test('that is an outage arrives as Unavailable', async () => {
    expect(await thrownBy(Object.assign(new Error('connect 10.1.2.3'), { code: 'ECONNREFUSED' }))).toBeInstanceOf(Unavailable);
  });

  test('that is a mistake keeps its words to itself and to the log, under the trace', async () => {
    log = '';
    const call = callFrom({ correlationId: 'basket-9' });
    const caught = await inCall(call, () => thrownBy(new TypeError('inner secret')));
    expect(caught).not.toBeInstanceOf(Refusal);
    expect(String(caught)).toMatch(/INTERNAL/);
    expect(String(caught)).not.toContain('inner secret');
    const line = log.split('\n').find((one) => one.includes('inner secret')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', traceId: call.trace.traceId, correlationId: 'basket-9' });
  });
});

describe('a server', () => {
  test('counts its calls by method and status', async () => {
    const text = await metrics.metrics();
    expect(text).toMatch(
      /rpc_server_call_duration_seconds_count\{rpc_system_name="grpc",rpc_method="noren.test.v1.TestService\/Get",rpc_response_status_code="OK"\} \d/,
    );
    expect(text).toMatch(/rpc_client_call_duration_seconds_count\{.*rpc_response_status_code="(UNAUTHENTICATED|INTERNAL)"/);
  });

  test('takes no message above its limit, and lives on', async () => {
    answer = operation;
    await expect(client.get({ operationId: 'x'.repeat(200_000) })).rejects.toBeInstanceOf(Unavailable);
    expect(await client.get({ operationId: 'op_1' })).toEqual(operation('op_1'));
  });

  test('is told when its caller has gone', async () => {
    const gone = new AbortController();
    const waiting = client.wait({ operationId: 'op_1' }, { signal: gone.signal });
    setTimeout(() => gone.abort(), 50);
    await expect(waiting).rejects.toBeInstanceOf(Unavailable);
    await expect(client.wait({ operationId: 'op_1' }, { deadlineMs: 50 })).rejects.toBeInstanceOf(Unavailable);
  });

  test('lets running calls end before it stops, and is found again when it is back', async () => {
    const other = await serving(0);
    const toOther = grpcClient(TestClient, other.address, { identities, transport: plaintext, self });
    answer = async (id) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return operation(id);
    };
    const running = toOther.get({ operationId: 'op_slow' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.stop();
    expect(await running).toEqual(operation('op_slow'));
    await expect(toOther.get({ operationId: 'op_1' })).rejects.toBeInstanceOf(Unavailable);

    answer = operation;
    const back = await serving(other.port);
    const found = async (): Promise<Operation> => toOther.get({ operationId: 'op_2' });
    await expect.poll(() => found().catch(() => undefined), { timeout: 5_000 }).toEqual(operation('op_2'));
    toOther.close();
    await back.stop();
  });

  test('does not compile with a call missing, without roles or with another answer', () => {
    // @ts-expect-error wait is missing
    expect(() => served(TestService, { get: { roles: [], run: () => operation('') }, change: { roles: [], run: () => operation('') } })).toThrow(/Wait/);
    const change = { roles: [], run: () => operation('') };
    // @ts-expect-error no roles
    served(TestService, { get: { run: () => operation('') }, change, wait: change });
    // @ts-expect-error the answer is no operation
    served(TestService, { get: { roles: [], run: () => ({ id: 1 }) }, change, wait: change });
  });
});
