import { type Server, type ServerDuplexStream, status } from '@grpc/grpc-js';
import {
  type ServerReflectionRequest as Request,
  type ServerReflectionResponse as Response,
  ServerReflectionService as v1,
} from '../generated/grpc/reflection/v1/reflection.ts';
import { type Descriptors, readDescriptors } from './descriptors.ts';

/** Of the health check, and of reflection itself. */
const own = new URL('../generated/descriptors.binpb', import.meta.url);
/** What clients asked for before there was v1: the same messages under another name. */
const v1alpha = { serverReflectionInfo: { ...v1.serverReflectionInfo, path: '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo' } };

/**
 * Lets strangers list, describe and call the services that the server has (development only: it tells them what there is). `sets`: where the contracts'
 * `descriptors` are. Throws for a service that none of them declares.
 */
export function addReflection(server: Server, sets: readonly URL[], services: readonly string[]): void {
  const descriptors = readDescriptors([own, ...sets]);
  const listed = [...services, 'grpc.health.v1.Health', 'grpc.reflection.v1.ServerReflection'];
  for (const name of listed) if (!descriptors.declaring(name)) throw new Error(`no descriptors declare ${name}, so reflection cannot tell of it`);
  const serverReflectionInfo = (stream: ServerDuplexStream<Request, Response>): void => {
    stream.on('data', (request: Request) => stream.write(answerTo(request, descriptors, listed)));
    stream.on('end', () => stream.end());
  };
  server.addService(v1, { serverReflectionInfo });
  server.addService(v1alpha, { serverReflectionInfo });
}

function answerTo(request: Request, descriptors: Descriptors, services: readonly string[]): Response {
  return { validHost: request.host, originalRequest: request, messageResponse: responseTo(request.messageRequest, descriptors, services) };
}

function responseTo(asked: Request['messageRequest'], descriptors: Descriptors, services: readonly string[]): NonNullable<Response['messageResponse']> {
  switch (asked?.$case) {
    case 'listServices':
      return { $case: 'listServicesResponse', value: { service: services.map((name) => ({ name })) } };
    case 'fileByFilename':
      return filesOr(descriptors.file(asked.value), asked.value);
    case 'fileContainingSymbol':
      return filesOr(descriptors.declaring(asked.value), asked.value);
    // Messages of proto3 have no extensions.
    case 'fileContainingExtension':
      return filesOr(undefined, `extension ${asked.value.extensionNumber} of ${asked.value.containingType}`);
    case 'allExtensionNumbersOfType':
      return descriptors.declaring(asked.value)
        ? { $case: 'allExtensionNumbersResponse', value: { baseTypeName: asked.value, extensionNumber: [] } }
        : filesOr(undefined, asked.value);
    default:
      return { $case: 'errorResponse', value: { errorCode: status.INVALID_ARGUMENT, errorMessage: 'this asks nothing' } };
  }
}

const filesOr = (files: readonly Uint8Array[] | undefined, name: string): NonNullable<Response['messageResponse']> =>
  files
    ? { $case: 'fileDescriptorResponse', value: { fileDescriptorProto: files } }
    : { $case: 'errorResponse', value: { errorCode: status.NOT_FOUND, errorMessage: `there is no ${name}` } };
