import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { type Authority, type Certificate, certificates, type Certificates, eventually } from '@noren/testing';
import { GetOperationRequest, Operation } from '@noren/wire';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../identity.ts';
import { identityTokens } from '../identity-tokens.ts';
import { makeLogger } from '../logger.ts';
import { makeMetrics } from '../metrics.ts';
import { certificateFiles, type CertificateFiles, type TlsFiles } from '../tls/certificate-files.ts';
import { Unavailable } from '../unavailable.ts';
import { grpcClient } from './client.ts';
import { grpcServer } from './server.ts';
import { served } from './service.ts';
import { mutualTls, plaintext, type Transport } from './transport.ts';

const self: Identity = { subject: 'service:test', merchants: '*', roles: ['service'] };
const identities = identityTokens({ secret: 'a secret of at least 32 characters' });
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

/** What a process tells of its certificates. */
type Told = { info: number; warn: number };
const told = (): Told & Readonly<{ logger: Parameters<typeof certificateFiles>[1]['logger'] }> => {
  const counts: Told = { info: 0, warn: 0 };
  const logger = { info: () => void (counts.info += 1), warn: () => void (counts.warn += 1) };
  return Object.assign(counts, { logger });
};

let made: Certificates;
let ours: Authority;
let others: Authority;
let reached = 0;
const open: (() => Promise<void> | void)[] = [];
beforeAll(async () => {
  made = certificates();
  [ours, others] = await Promise.all([made.authority(), made.authority()]);
});
beforeEach(() => void (reached = 0));
afterAll(async () => {
  for (const close of open.toReversed()) await close();
  made.close();
});

const read = (files: TlsFiles, logger = told().logger): CertificateFiles => {
  const found = certificateFiles(files, { logger, everyMs: 20 });
  open.push(found.stop);
  return found;
};
const showing = ({ ca }: Authority, { certificate, key }: Certificate): Transport => mutualTls(read({ ca, certificate, key }));

async function serving(transport: Transport): Promise<Readonly<{ address: string }>> {
  const get = {
    roles: ['service'] as const,
    run: ({ operationId }: GetOperationRequest) => ((reached += 1), { operationId, done: true, outcomes: [], made: {} }),
  };
  const server = await grpcServer({
    ...{ host: '127.0.0.1', port: 0, identities, transport, metrics: makeMetrics(), logger: makeLogger({ level: 'silent' }), drainMs: 500 },
    services: [served(TestService, { get })],
  });
  open.push(server.stop);
  return { address: `localhost:${server.port}` };
}

/** A call on a connection of its own. */
async function call(address: string, transport: Transport): Promise<string> {
  const client = grpcClient({ service: TestService, serviceName: 'noren.test.v1.TestService' }, address, { identities, transport, self });
  try {
    return (await client.get({ operationId: 'op_1' })).operationId;
  } finally {
    client.close();
  }
}

describe('gRPC between modules that have certificates', () => {
  it('lets in who shows one of the CA, and nobody else gets as far as a service', async () => {
    const { address } = await serving(showing(ours, await ours.issue()));
    expect(await call(address, showing(ours, await ours.issue()))).toBe('op_1');
    const silent: Transport = { ...plaintext, ofClient: () => credentials.createSsl(readFileSync(ours.ca)) };
    const stranger = showing(ours, await others.issue());
    for (const refused of [plaintext, silent, stranger]) await expect(call(address, refused)).rejects.toBeInstanceOf(Unavailable);
    expect(reached).toBe(1);
  });

  it('asks nobody who is of another CA, of another host, or without a certificate', async () => {
    const caller = showing(ours, await ours.issue());
    const strangers = [showing(others, await others.issue()), showing(ours, await ours.issue(['DNS:elsewhere.example'])), plaintext];
    for (const transport of strangers) {
      const { address } = await serving(transport);
      await expect(call(address, caller)).rejects.toBeInstanceOf(Unavailable);
    }
    expect(reached).toBe(0);
  });

  it('goes on without a failed call while certificates and then the CA are changed, and ends with the new ones alone', async () => {
    const folder = join(made.folder, 'current');
    const files = { ca: `${folder}.ca`, certificate: `${folder}.crt`, key: `${folder}.key` };
    const put = ({ certificate, key }: Certificate): void => (copyFileSync(certificate, files.certificate), copyFileSync(key, files.key));
    const trust = (...authorities: readonly Authority[]): void => writeFileSync(files.ca, authorities.map(({ ca }) => readFileSync(ca, 'utf8')).join(''));
    const old = await ours.issue();
    const before = showing(ours, old);
    trust(ours);
    put(old);
    const process = told();
    const found = read(files, process.logger);
    const { address } = await serving(mutualTls(found));

    const failures: unknown[] = [];
    const stop = new AbortController();
    const kept = grpcClient({ service: TestService, serviceName: 'noren.test.v1.TestService' }, address, { identities, transport: mutualTls(found), self });
    open.push(kept.close);
    const asking = (async () => {
      while (!stop.signal.aborted && failures.length === 0)
        // One on the connection that is there from the beginning, one on a connection of its own: the provider is another, so gRPC shares none.
        await Promise.all([kept.get({ operationId: 'op_1' }), call(address, mutualTls({ ...found }))]).catch((error: unknown) => failures.push(error));
    })();
    const steps: readonly (() => Promise<void> | void)[] = [
      async () => put(await ours.issue()),
      () => trust(ours, others),
      async () => put(await others.issue()),
      () => trust(others),
    ];
    for (const change of steps) {
      const { info } = process;
      const had = reached;
      await change();
      await eventually(() => failures.length > 0 || (process.info > info && reached > had + 10), 15_000);
    }
    stop.abort();
    await asking;
    expect(failures).toEqual([]);
    await expect(call(address, before)).rejects.toBeInstanceOf(Unavailable);
    expect(await call(address, showing(others, await others.issue()))).toBe('op_1');
  });

  it('tells of files that do not go together and goes on with those of before; at the start it refuses them', async () => {
    const [one, other] = [await ours.issue(), await ours.issue()];
    const files = { ca: ours.ca, certificate: join(made.folder, 'torn.crt'), key: join(made.folder, 'torn.key') };
    expect(() => read({ ...files, certificate: one.certificate, key: other.key })).toThrow(/key values mismatch/);
    copyFileSync(one.certificate, files.certificate);
    copyFileSync(one.key, files.key);
    const process = told();
    const { address } = await serving(mutualTls(read(files, process.logger)));
    copyFileSync(other.key, files.key);
    await eventually(() => process.warn > 0);
    expect(await call(address, showing(ours, await ours.issue()))).toBe('op_1');
    copyFileSync(other.certificate, files.certificate);
    await eventually(() => process.info > 0);
    expect(process).toMatchObject({ info: 1, warn: 1 });
  });
});
