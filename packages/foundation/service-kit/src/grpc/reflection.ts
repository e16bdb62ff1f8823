import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { protoPath as healthProto } from 'grpc-health-check';
import { protoRoot as wireProtoRoot } from '@noren/wire';

/**
 * Lets a stock client list and call the services (development only: it tells strangers what there is). Read from the proto files under the
 * given folders at start; those of wire and of the health check come by themselves.
 */
export function reflection(protoRoots: readonly URL[]): ReflectionService {
  const roots = [wireProtoRoot, ...protoRoots].map((root) => fileURLToPath(root));
  const files = roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.proto'))
      .map((file) => file.split(sep).join('/')),
  );
  const definition = loadSync([...files, healthProto], {
    includeDirs: roots.map((root) => join(root, '.')),
    keepCase: true,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  return new ReflectionService(definition);
}
