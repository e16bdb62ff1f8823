import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { create, createFileRegistry, type FileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { credentials, status } from '@grpc/grpc-js';
import { GetOperationRequest, Operation } from '@noren/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HealthCheckResponse, HealthCheckResponse_ServingStatus, HealthClient } from '../generated/grpc/health/v1/health.ts';
import { ServerReflectionClient, type ServerReflectionRequest, type ServerReflectionResponse } from '../generated/grpc/reflection/v1/reflection.ts';
import { identityTokens } from '../identity-tokens.ts';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { grpcServer, type GrpcServer } from './server.ts';
import { served } from './service.ts';
import { plaintext } from './transport.ts';

const wire = new URL('../../../wire/src/generated/descriptors.binpb', import.meta.url);
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
/** As buf would compile it, with what it imports. */
const testSet = (): Uint8Array => {
  const set = fromBinary(FileDescriptorSetSchema, readFileSync(wire));
  const [inputType, outputType] = ['.noren.wire.v1.GetOperationRequest', '.noren.wire.v1.Operation'];
  const service = { name: 'TestService', method: [{ name: 'Get', inputType, outputType }] };
  const about = { name: 'noren/test/v1/test.proto', package: 'noren.test.v1', syntax: 'proto3', dependency: ['noren/wire/v1/wire.proto'], service: [service] };
  return toBinary(FileDescriptorSetSchema, { ...set, file: [...set.file, create(FileDescriptorProtoSchema, about)] });
};

const folder = mkdtempSync(join(tmpdir(), 'noren-descriptors-'));
const descriptors = pathToFileURL(join(folder, 'descriptors.binpb'));
const options = {
  host: '127.0.0.1',
  port: 0,
  transport: plaintext,
  identities: identityTokens({ secret: 'a secret of at least 32 characters' }),
  metrics: makeMetrics(),
} as const;
const services = [
  served(TestService, { get: { roles: ['service'], run: ({ operationId }) => ({ operationId, done: true, outcomes: [], made: {} }) } }),
] as const;
let server: GrpcServer;
let client: ServerReflectionClient;
let health: HealthClient;

beforeAll(async () => {
  writeFileSync(descriptors, testSet());
  server = await grpcServer({ ...options, logger: makeLogger({ level: 'silent' }), reflection: [descriptors], services });
  client = new ServerReflectionClient(server.address, credentials.createInsecure());
  health = new HealthClient(server.address, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  health.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

type Answer = NonNullable<ServerReflectionResponse['messageResponse']>;
const over = (stream: ReturnType<ServerReflectionClient['serverReflectionInfo']>, messageRequest: ServerReflectionRequest['messageRequest']) =>
  new Promise<Answer | undefined>((resolve, reject) => {
    stream.on('data', (answer: ServerReflectionResponse) => (resolve(answer.messageResponse), stream.end()));
    stream.on('error', reject);
    stream.write({ host: '', messageRequest });
  });
const ask = (messageRequest: ServerReflectionRequest['messageRequest']): Promise<Answer | undefined> => over(client.serverReflectionInfo(), messageRequest);

/** As a strict client reads what it is told: every name must be found, or this throws. */
function strictly(answer: Answer | undefined): FileRegistry {
  if (answer?.$case !== 'fileDescriptorResponse') throw new Error(JSON.stringify(answer));
  const files = answer.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
  const [first] = files;
  if (!first) throw new Error('no file');
  return createFileRegistry(first, (name) => files.find((file) => file.name === name));
}
const notFound = { $case: 'errorResponse', value: expect.objectContaining({ errorCode: status.NOT_FOUND }) };

describe('reflection', () => {
  it('lists the services, health and itself among them', async () =>
    expect(await ask({ $case: 'listServices', value: '' })).toEqual({
      $case: 'listServicesResponse',
      value: { service: ['noren.test.v1.TestService', 'grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection'].map((name) => ({ name })) },
    }));

  it('describes a service, its methods and what they take so that every name is found', async () => {
    const told = strictly(await ask({ $case: 'fileContainingSymbol', value: 'noren.test.v1.TestService' }));
    expect(told.getService('noren.test.v1.TestService')?.methods.map(({ input, output }) => [input.typeName, output.typeName])).toEqual([
      ['noren.wire.v1.GetOperationRequest', 'noren.wire.v1.Operation'],
    ]);
    expect(told.getMessage('noren.wire.v1.Operation')?.field['made']?.fieldKind).toBe('map');
    const healthy = strictly(await ask({ $case: 'fileContainingSymbol', value: 'grpc.health.v1.Health' }));
    expect(healthy.getMessage('grpc.health.v1.HealthListResponse')?.field['statuses']?.fieldKind).toBe('map');
  });

  it.each(['noren.test.v1.TestService.Get', 'noren.wire.v1.Operation', 'noren.wire.v1.Operation.done'])('finds the file of %s', async (value) => {
    expect(strictly(await ask({ $case: 'fileContainingSymbol', value }))).toBeDefined();
  });

  it('gives a file by its name, with a comment in it as it was written', async () => {
    const file = await ask({ $case: 'fileByFilename', value: 'noren/wire/v1/wire.proto' });
    expect(strictly(file).getMessage('noren.wire.v1.Operation')).toBeDefined();
    const [bytes = new Uint8Array()] = file?.$case === 'fileDescriptorResponse' ? file.value.fileDescriptorProto : [];
    const kept = fromBinary(FileDescriptorSetSchema, readFileSync(wire)).file.find(({ name }) => name === 'noren/wire/v1/wire.proto');
    expect(kept && Buffer.from(toBinary(FileDescriptorProtoSchema, kept)).equals(bytes)).toBe(true);
  });

  it.each([
    { $case: 'fileContainingSymbol', value: 'noren.test.v1.Other' },
    { $case: 'fileContainingSymbol', value: 'noren.test.v1.TestService.Put' },
    { $case: 'fileContainingSymbol', value: '' },
    { $case: 'fileByFilename', value: 'other.proto' },
    { $case: 'fileContainingExtension', value: { containingType: 'noren.wire.v1.Operation', extensionNumber: 100 } },
    { $case: 'allExtensionNumbersOfType', value: 'noren.wire.v1.Other' },
  ] as const)('says that there is none: %o', async (asked) => expect(await ask(asked)).toEqual(notFound));

  it('answers clients that know v1alpha only', async () => {
    const { requestSerialize, responseDeserialize } = ServerReflectionClient.service.serverReflectionInfo;
    const path = '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo';
    const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
    expect(await over(stream, { $case: 'listServices', value: '' })).toMatchObject({ $case: 'listServicesResponse' });
  });

  it('does not start for a service that no descriptors declare', async () =>
    expect(grpcServer({ ...options, logger: makeLogger({ level: 'silent' }), reflection: [], services })).rejects.toThrow('noren.test.v1.TestService'));
});

describe('the standard health check', () => {
  const check = (service: string): Promise<HealthCheckResponse> =>
    new Promise((resolve, reject) => health.check({ service }, (error, answer) => (error ? reject(error) : resolve(answer))));

  it('answers for the process and for each service, without a credential', async () => {
    expect(await check('')).toEqual({ status: HealthCheckResponse_ServingStatus.SERVING });
    expect(await check('noren.test.v1.TestService')).toEqual({ status: HealthCheckResponse_ServingStatus.SERVING });
    await expect(check('noren.other')).rejects.toThrow(/NOT_FOUND/);
  });
});
