import { certificates, type Certificates } from '@noren/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { modules } from './modules.ts';
import { isLoopback, plaintextOf, refusePlaintext } from './plaintext.ts';

let made: Certificates;
let tls: Readonly<Record<string, string>>;
beforeAll(async () => {
  made = certificates();
  const authority = await made.authority();
  const { certificate, key } = await authority.issue();
  tls = { GRPC_TLS_CA: authority.ca, GRPC_TLS_CERT: certificate, GRPC_TLS_KEY: key };
});
afterAll(() => made.close());

type Env = Readonly<Record<string, string>>;
const named = (names: readonly string[]) => modules.filter(({ name }) => names.includes(name));
const of = (env: Env, ...names: readonly string[]) => plaintextOf(named(names), readConfig(env));
const starting =
  (env: Env, ...names: readonly string[]) =>
  () =>
    refusePlaintext(named(names), readConfig(env));
const away = 'postgres://order:p@db.example/noren';

describe('what leaves this machine in plaintext', () => {
  it('is nothing where everything is on loopback, or over TLS', () => {
    const names = modules.map(({ name }) => name);
    expect(of({}, ...names)).toEqual([]);
    const here = { DATABASE_URL: 'postgres://a:b@localhost/noren', LINK_DATABASE_URL: 'postgres://a:b@[::1]/noren', KAFKA_BROKERS: '127.0.0.1:9092' };
    expect(of({ ...here, ORDER_API_ADDRESS: 'localhost:4105', ORDER_DATABASE_URL: 'postgres://a:b@x/noren?host=%2Frun%2Fpostgresql' }, ...names)).toEqual([]);
    const there = { DATABASE_URL: `${away}?sslmode=verify-full`, KAFKA_BROKERS: 'k.example:9093', KAFKA_SSL_CA: 'system', ORDER_API_ADDRESS: 'order-api:4105' };
    expect(of({ ...there, ...tls, HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.7' }, ...names)).toEqual([]);
  });

  it('is each database, broker and module elsewhere that is reached without TLS, by its variable and with what to set', () => {
    expect(of({ DATABASE_URL: away, ORDER_DATABASE_URL: `${away}?sslmode=disable` })).toEqual([
      expect.stringMatching(/^DATABASE_URL leads to db\.example without TLS: add sslmode=verify-full/),
      expect.stringMatching(/^ORDER_DATABASE_URL leads to db\.example without TLS: add sslmode=verify-full/),
    ]);
    expect(of({ KAFKA_BROKERS: 'localhost:9092,k.example:9092' })).toEqual(['KAFKA_BROKERS leads to k.example:9092 without TLS: set KAFKA_SSL_CA']);
    const login = { KAFKA_SASL_MECHANISM: 'PLAIN', KAFKA_SASL_USERNAME: 'noren', KAFKA_SASL_PASSWORD: 'p' };
    expect(of({ KAFKA_BROKERS: 'k.example:9092', ...login })).toHaveLength(1);
    expect(of({ ORDER_API_ADDRESS: 'order-api:4105', LINK_KEYS_ADDRESS: '10.0.0.3:4106' })).toEqual([
      'ORDER_API_ADDRESS leads to order-api:4105 without TLS: set GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY',
      'LINK_KEYS_ADDRESS leads to 10.0.0.3:4106 without TLS: set GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY',
    ]);
    // Where people come in; modules ask nothing there.
    expect(of({ LINK_CORE_ADDRESS: 'link-core:4000' })).toEqual([]);
  });

  it('is what listens for others: gRPC by its certificates, HTTP by the proxy before it', () => {
    const HOST = '0.0.0.0';
    expect(of({ HOST }, 'order-engine')).toEqual([]);
    expect(of({ HOST }, 'order-api')).toEqual(['HOST lets order-api listen on 0.0.0.0 without TLS: set GRPC_TLS_CA, GRPC_TLS_CERT and GRPC_TLS_KEY']);
    expect(of({ HOST, ...tls }, 'order-api')).toEqual([]);
    expect(of({ HOST, ...tls }, 'link-core')).toEqual([
      'HOST lets link-core listen on 0.0.0.0 in plain HTTP: set TRUST_PROXY to the proxy before it that brings TLS',
    ]);
    expect(of({ HOST, TRUST_PROXY: '10.0.0.7' }, 'link-core')).toEqual([expect.stringMatching(/^HOST lets link-keys listen/)]);
  });

  it('is nothing between modules with certificates, which need names for each other and all three files', () => {
    expect(readConfig({ ...tls, ORDER_API_ADDRESS: 'order-api:4105', LINK_CORE_ADDRESS: '10.0.0.3:4000' }).grpcTls).toMatchObject({ ca: tls['GRPC_TLS_CA'] });
    expect(() => readConfig({ ...tls, ORDER_API_ADDRESS: '10.0.0.3:4105' })).toThrow('ORDER_API_ADDRESS: must be a name that stands in the certificate there');
    expect(() => readConfig({ ...tls, GRPC_TLS_KEY: '' })).toThrow('GRPC_TLS_KEY: is wanted with the other GRPC_TLS_…');
  });

  it('is refused with all of it at once, in development as well, unless it is allowed', () => {
    const env = { NODE_ENV: 'development', HOST: '::', DATABASE_URL: away };
    expect(starting(env, 'shop-api')).toThrow(/^plaintext is for loopback alone .*:\n {2}DATABASE_URL .*\n {2}HOST .*\nALLOW_PLAINTEXT=1 allows all of it/);
    expect(starting({ ...env, ALLOW_PLAINTEXT: '0' }, 'shop-api')).toThrow('plaintext');
    expect(starting({ ...env, ALLOW_PLAINTEXT: '1' }, 'shop-api')).not.toThrow();
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', '[::1]', 'localhost', 'LOCALHOST', 'a.localhost', '/run/postgresql'])('%s is loopback', (host) =>
    expect(isLoopback(host)).toBe(true),
  );
  it.each(['0.0.0.0', '::', '10.0.0.1', 'db', '127.example', '127.0.0.1.example', 'localhost.example', ''])('%s is not', (host) =>
    expect(isLoopback(host)).toBe(false),
  );
});
