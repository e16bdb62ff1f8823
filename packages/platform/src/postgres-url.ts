import { z } from 'zod';
import { pemFault } from './pem-file.ts';

/** What a URL says of TLS, in libpq's words. */
const files = { sslrootcert: 'certificate', sslcert: 'certificate', sslkey: 'private key' } as const;

/**
 * `postgres://user:password@host:5432/database?sslmode=verify-full&sslrootcert=/ca.pem`. Of libpq's modes the two that say what they do: `verify-full`, which checks
 * the certificate and whose it is, and `disable`. Files are looked at here, so that a wrong one is told of at once; pg reads them anew at each connection.
 */
export const postgresUrl = z.string().superRefine((url, context) => {
  for (const fault of faultsOf(url)) context.addIssue({ code: 'custom', message: fault });
});

/** Whether everything that goes over the wire is encrypted, for the server that is meant and nobody else. */
export const isVerified = (url: string): boolean => new URL(url).searchParams.get('sslmode') === 'verify-full';

/** Where a URL leads: a host, or the folder of a socket. */
export function hostOf(url: string): string {
  const { hostname, searchParams } = new URL(url);
  return searchParams.get('host') ?? hostname.replace(/^\[(.+)\]$/, '$1');
}

function faultsOf(url: string): readonly string[] {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) return ['must look like postgres://user:password@host:5432/database'];
  const { searchParams: said } = new URL(url);
  const mode = said.get('sslmode');
  if (mode !== null && mode !== 'verify-full' && mode !== 'disable')
    return [
      `has sslmode=${mode}, which is not known to check whose the certificate is: sslmode=verify-full, with sslrootcert=FILE unless the CA is a public one`,
    ];
  for (const other of ['ssl', 'uselibpqcompat', 'sslnegotiation']) if (said.has(other)) return [`has ${other}: sslmode=verify-full says it all`];
  const named = Object.entries(files).flatMap(([name, what]) => {
    const path = said.get(name);
    return path === null ? [] : [{ name, path, what }];
  });
  if (named.length > 0 && mode !== 'verify-full') return [`has ${named.map(({ name }) => name).join(', ')} and no sslmode=verify-full`];
  if (said.has('sslcert') !== said.has('sslkey')) return ['has one of sslcert and sslkey without the other'];
  return named.flatMap(({ name, path, what }) => {
    const fault = pemFault(path, what);
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
}
