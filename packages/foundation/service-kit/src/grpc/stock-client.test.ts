import { createRequire } from 'node:module';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, credentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, loadSync, type PackageDefinition } from '@grpc/proto-loader';
import { protoPath as healthProto } from 'grpc-health-check';
import { GetOperationRequest, Operation } from '@noren/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityTokens } from '../identity-tokens.ts';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { grpcServer, type GrpcServer } from './server.ts';
import { served } from './service.ts';

/** A client that knows no proto of ours but what reflection tells it: as grpcurl or a desktop client would. */
const proto = `syntax = "proto3"; package noren.test.v1; import "noren/wire/v1/wire.proto";
service TestService { rpc Get(noren.wire.v1.GetOperationRequest) returns (noren.wire.v1.Operation); }`;

const TestService = {
  get: {
    path: '/noren.test.v1.TestService/Get' as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: GetOperationRequest): Buffer => Buffer.from(GetOperationRequest.encode(value).finish()),
    requestDeserialize: (value: Buffer): GetOperationRequest => GetOperationRequest.decode(value),
    responseSerialize: (value: Operation): Buffer => Buffer.from(Operation.encode(value).finish()),
    responseDeserialize: (value: Buffer): Operation => Operation.decode(value),
  },
};

const identities = identityTokens({ secret: 'a secret of at least 32 characters' });
const folder = mkdtempSync(join(tmpdir(), 'noren-proto-'));
let server: GrpcServer;
let client: Client;

beforeAll(async () => {
  mkdirSync(join(folder, 'noren/test/v1'), { recursive: true });
  writeFileSync(join(folder, 'noren/test/v1/test.proto'), proto);
  server = await grpcServer({
    host: '127.0.0.1',
    port: 0,
    identities,
    metrics: makeMetrics(),
    logger: makeLogger({ level: 'silent' }),
    reflection: [pathToFileURL(`${folder}/`)],
    services: [
      served(TestService, { get: { roles: ['service'], run: ({ operationId }) => ({ operationId, done: true, outcomes: [], made: { orderId: 'ord_1' } }) } }),
    ],
  });
  client = new Client(server.address, credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const method = (definition: PackageDefinition, service: string, name: string): MethodDefinition<object, unknown> => {
  const found = definition[service];
  const one: unknown = found && Reflect.get(found, name);
  if (typeof one !== 'object' || one === null || !('path' in one)) throw new Error(`no ${service}/${name}`);
  return one as MethodDefinition<object, unknown>;
};

const ask = (one: MethodDefinition<object, unknown>, request: object, metadata = new Metadata()): Promise<unknown> =>
  new Promise((resolve, reject) =>
    client.makeUnaryRequest(one.path, one.requestSerialize, one.responseDeserialize, request, metadata, (error, answer) =>
      error ? reject(error) : resolve(answer),
    ),
  );

function reflected(request: object): Promise<Record<string, unknown>> {
  const root = join(dirname(createRequire(import.meta.url).resolve('@grpc/reflection')), '../proto');
  const definition = loadSync('grpc/reflection/v1/reflection.proto', { includeDirs: [root], keepCase: true });
  const one = method(definition, 'grpc.reflection.v1.ServerReflection', 'ServerReflectionInfo');
  return new Promise((resolve, reject) => {
    const stream = client.makeBidiStreamRequest(one.path, one.requestSerialize, one.responseDeserialize);
    stream.on('data', (answer: Record<string, unknown>) => {
      resolve(answer);
      stream.end();
    });
    stream.on('error', reject);
    stream.write(request);
  });
}

test('a stock client lists the services', async () => {
  expect(await reflected({ list_services: '' })).toMatchObject({
    list_services_response: { service: expect.arrayContaining([{ name: 'noren.test.v1.TestService' }, { name: 'grpc.health.v1.Health' }]) },
  });
});

test('a stock client calls a service by what reflection tells of it', async () => {
  const { file_descriptor_response: response } = await reflected({ file_containing_symbol: 'noren.test.v1.TestService' });
  const { file_descriptor_proto: files } = response as { file_descriptor_proto: readonly Buffer[] };
  // A FileDescriptorSet is nothing but its files, each as field 1.
  const set = Buffer.concat(files.map((file) => Buffer.concat([Buffer.from([0x0a]), varint(file.length), file])));
  const get = method(loadFileDescriptorSetFromBuffer(set), 'noren.test.v1.TestService', 'Get');
  const metadata = new Metadata();
  metadata.set('noren-identity', identities.sign({ subject: 'service:test', merchants: '*', roles: ['service'] }, 'noren.test.v1.TestService'));
  // (protobufjs reads a map of a reflected message as the list of entries that it is on the wire.)
  expect(await ask(get, { operation_id: 'op_1' }, metadata)).toMatchObject({ operation_id: 'op_1', made: [{ key: 'orderId', value: 'ord_1' }] });
  await expect(ask(get, { operation_id: 'op_1' })).rejects.toThrow(/UNAUTHENTICATED/);
});

test('the standard health check answers, for the process and for each service, without a credential', async () => {
  const check = method(loadSync(healthProto, { enums: String }), 'grpc.health.v1.Health', 'Check');
  expect(await ask(check, { service: '' })).toEqual({ status: 'SERVING' });
  expect(await ask(check, { service: 'noren.test.v1.TestService' })).toEqual({ status: 'SERVING' });
  await expect(ask(check, { service: 'noren.other' })).rejects.toThrow(/NOT_FOUND/);
});

const varint = (value: number): Buffer =>
  Buffer.from(value < 128 ? [value] : value < 16_384 ? [(value & 127) | 128, value >> 7] : [(value & 127) | 128, ((value >> 7) & 127) | 128, value >> 14]);
