import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { Client, credentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, loadSync, type PackageDefinition } from '@grpc/proto-loader';
import { z } from 'zod';

type Method = MethodDefinition<object, unknown>;

/** A client that knows no proto of ours but what reflection tells it, and is strict about that: as grpcurl or a desktop client would be. */
export type StockClient = Readonly<{
  services(): Promise<readonly string[]>;
  /** Asks by the standard health check. */
  health(service: string): Promise<unknown>;
  /** Calls a method that it has learnt of by reflection. */
  call(service: string, method: string, request: object, metadata?: Readonly<Record<string, string>>): Promise<unknown>;
  close(): void;
}>;

const reflectionProtos = join(import.meta.dirname, '../../../foundation/service-kit/proto');
const Listed = z.object({ list_services_response: z.object({ service: z.array(z.object({ name: z.string() })) }) });
const Files = z.object({ file_descriptor_response: z.object({ file_descriptor_proto: z.array(z.instanceof(Buffer)) }) });

export function stockClient(address: string): StockClient {
  const client = new Client(address, credentials.createInsecure());
  const learnt = new Map<string, Promise<PackageDefinition>>();
  const ask = (one: Method, request: object, metadata: Metadata): Promise<unknown> =>
    new Promise((resolve, reject) =>
      client.makeUnaryRequest(one.path, one.requestSerialize, one.responseDeserialize, request, metadata, { deadline: Date.now() + 20_000 }, (error, answer) =>
        error ? reject(error) : resolve(answer),
      ),
    );
  const call: StockClient['call'] = async (service, name, request, headers = {}) => {
    const known = learnt.get(service) ?? definitionOf(client, service);
    learnt.set(service, known);
    const metadata = new Metadata();
    for (const [header, value] of Object.entries(headers)) metadata.set(header, value);
    return ask(methodOf(await known, service, name), request, metadata);
  };
  return {
    services: async () => Listed.parse(await reflected(client, { list_services: '' })).list_services_response.service.map(({ name }) => name),
    health: (service) => call('grpc.health.v1.Health', 'Check', { service }),
    call,
    close: () => client.close(),
  };
}

async function definitionOf(client: Client, service: string): Promise<PackageDefinition> {
  const { file_descriptor_response: found } = Files.parse(await reflected(client, { file_containing_symbol: service }));
  const [file, ...imports] = found.file_descriptor_proto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
  // proto-loader guesses where a name leads; this throws where it leads nowhere.
  if (file) createFileRegistry(file, (wanted) => imports.find(({ name }) => name === wanted));
  // A FileDescriptorSet is nothing but its files, each as field 1.
  const set = Buffer.concat(found.file_descriptor_proto.map((file) => Buffer.concat([Buffer.from([0x0a]), varint(file.length), file])));
  return loadFileDescriptorSetFromBuffer(set, { longs: Number, enums: String, keepCase: true });
}

function methodOf(definition: PackageDefinition, service: string, name: string): Method {
  const one: unknown = Reflect.get(Object(definition[service]), name);
  if (typeof one !== 'object' || one === null || !('path' in one)) throw new Error(`no ${service}/${name}`);
  return one as Method;
}

function reflected(client: Client, request: object): Promise<unknown> {
  const definition = loadSync('grpc/reflection/v1/reflection.proto', { includeDirs: [reflectionProtos], keepCase: true });
  const one = methodOf(definition, 'grpc.reflection.v1.ServerReflection', 'ServerReflectionInfo');
  return new Promise((resolve, reject) => {
    const stream = client.makeBidiStreamRequest(one.path, one.requestSerialize, one.responseDeserialize);
    stream.on('data', (answer: unknown) => {
      resolve(answer);
      stream.end();
    });
    stream.on('error', reject);
    stream.write(request);
  });
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 127) | 128]), varint(value >> 7)]);
}

/** Google's own words for what a status says beside its code. */
const googleRpc = `syntax = "proto3"; package google.rpc; import "google/protobuf/any.proto";
message Status { int32 code = 1; string message = 2; repeated google.protobuf.Any details = 3; }
message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
message BadRequest { message FieldViolation { string field = 1; string description = 2; } repeated FieldViolation field_violations = 1; }
service Reads { rpc Status(Status) returns (Status); rpc ErrorInfo(Status) returns (ErrorInfo); rpc BadRequest(Status) returns (BadRequest); }`;

const Status = z.object({ code: z.number(), message: z.string(), details: z.array(z.object({ type_url: z.string(), value: z.instanceof(Buffer) })) });
type StatusDetails = Readonly<{ code: number; message: string; details: Readonly<Record<string, unknown>> }>;

/** What an error's `grpc-status-details-bin` says to a program that knows google.rpc and nothing of ours: details by their type's name. */
export function statusDetails(error: unknown): StatusDetails {
  const folder = mkdtempSync(join(tmpdir(), 'noren-google-rpc-'));
  writeFileSync(join(folder, 'status.proto'), googleRpc);
  const definition = loadSync('status.proto', { includeDirs: [folder], keepCase: true, defaults: true });
  rmSync(folder, { recursive: true });
  const read = (name: string, bytes: Buffer): unknown => methodOf(definition, 'google.rpc.Reads', name).responseDeserialize(bytes);
  const [bytes] = error instanceof Error && 'metadata' in error && error.metadata instanceof Metadata ? error.metadata.get('grpc-status-details-bin') : [];
  if (!Buffer.isBuffer(bytes)) throw new Error('the status has no details', { cause: error });
  const { code, message, details } = Status.parse(read('Status', bytes));
  const named = details.map(({ type_url, value }) => [type_url.split('.').at(-1) ?? '', value] as const);
  return { code, message, details: Object.fromEntries(named.map(([name, value]) => [name, read(name, value)])) };
}
