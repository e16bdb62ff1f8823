import { isIP } from 'node:net';
import { storeRoles } from '@noren/service-kit/postgres';
import { type Config, variable } from './config.ts';
import { grpcPorts, type ModuleSpec } from './modules.ts';
import { hostOf, isVerified } from './postgres-url.ts';
import { Problem } from './problem.ts';

/** Throws one `Problem` that names everything of these modules that would leave this machine in plaintext, unless the environment allows it. */
export function refusePlaintext(places: readonly ModuleSpec[], config: Config): void {
  const found = config.allowPlaintext ? [] : plaintextOf(places, config);
  if (found.length === 0) return;
  const cure = "ALLOW_PLAINTEXT=1 allows all of it, on a network that is the deployment's own.";
  throw new Problem(['plaintext is for loopback alone (docs/operating.md):', ...found.map((line) => `  ${line}`), cure].join('\n'));
}

/** What would go in plaintext where others may hear it, a line each: where it is said, and what to set. */
export const plaintextOf = (places: readonly ModuleSpec[], config: Config): readonly string[] => [
  ...databases(config),
  ...brokers(config),
  ...calls(config),
  ...(isLoopback(config.host) ? [] : places.flatMap((place) => listeners(place, config))),
];

/** Nothing that goes there leaves this machine. */
export function isLoopback(host: string): boolean {
  if (host.startsWith('/')) return true; // the folder of a socket
  const name = host.toLowerCase().replace(/^\[(.+)\]$/, '$1');
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost');
}

const TLS_BETWEEN_MODULES = 'GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY';

function databases({ databaseUrl, roleUrl }: Config): readonly string[] {
  const urls = [['DATABASE_URL', databaseUrl] as const, ...storeRoles.map((role) => [variable(role, 'DATABASE_URL'), roleUrl(role)] as const)];
  return urls
    .filter(([, url]) => url !== undefined && !isVerified(url) && !isLoopback(hostOf(url)))
    .map(([name, url = '']) => `${name} leads to ${hostOf(url)} without TLS: add sslmode=verify-full, and sslrootcert=FILE unless its CA is a public one`);
}

function brokers({ kafka }: Config): readonly string[] {
  if (kafka === undefined || kafka.security?.tls) return [];
  const away = kafka.brokers.split(',').filter((broker) => !isLoopback(hostIn(broker)));
  return away.length === 0 ? [] : [`KAFKA_BROKERS leads to ${away.join(', ')} without TLS: set KAFKA_SSL_CA`];
}

function calls({ grpcTls, address }: Config): readonly string[] {
  if (grpcTls) return [];
  return grpcPorts.flatMap((port) => {
    const at = address(port);
    return at === undefined || isLoopback(hostIn(at)) ? [] : [`${variable(port, 'ADDRESS')} leads to ${at} without TLS: set ${TLS_BETWEEN_MODULES}`];
  });
}

function listeners({ ports, edge }: ModuleSpec, { host, grpcTls, trustProxy }: Config): readonly string[] {
  return Object.keys(ports).flatMap((port) => {
    if (port === edge)
      return trustProxy.length > 0 ? [] : [`HOST lets ${port} listen on ${host} in plain HTTP: set TRUST_PROXY to the proxy before it that brings TLS`];
    return grpcTls ? [] : [`HOST lets ${port} listen on ${host} without TLS: set ${TLS_BETWEEN_MODULES}`];
  });
}

const hostIn = (address: string): string => address.replace(/:\d+$/, '');
