import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('the environment', () => {
  it('may be empty: everything on this machine, as in production', () => {
    expect(readConfig({})).toMatchObject({
      development: false,
      checkAnswers: false,
      logLevel: 'info',
      host: '127.0.0.1',
      opsPort: undefined,
      databaseUrl: undefined,
    });
  });
  it('in development what was refused is logged only where somebody asks for it', () => {
    expect(readConfig({ NODE_ENV: 'development' }).logLevel).toBe('warn');
    expect(readConfig({ NODE_ENV: 'development', LOG_LEVEL: 'info' }).logLevel).toBe('info');
  });
  it('may say nothing in many words', () => {
    expect(readConfig({ DATABASE_URL: '', LOG_LEVEL: '', UNHEARD_OF: 'x' }).databaseUrl).toBeUndefined();
  });
  it('names databases of roles and addresses of modules', () => {
    const config = readConfig({ MERCHANT_LINK_DATABASE_URL: 'postgres://a:b@c/d', ORDER_API_ADDRESS: 'order-api:4105' });
    expect(config.roleUrl('merchant_link')).toBe('postgres://a:b@c/d');
    expect(config.roleUrl('order')).toBeUndefined();
    expect(config.address('order-api')).toBe('order-api:4105');
  });
  it('names the Kafka that the log is on; without it the log is in PostgreSQL', () => {
    expect(readConfig({ KAFKA_BROKERS: 'a:9092,b.example:9093' }).kafka).toEqual({ brokers: 'a:9092,b.example:9093', prefix: '' });
    expect(readConfig({ KAFKA_PREFIX: 'staging' }).kafka).toBeUndefined();
  });
  it('names what stands before the topics of one platform of several on a Kafka', () => {
    expect(readConfig({ KAFKA_BROKERS: 'a:9092', KAFKA_PREFIX: 'staging' }).kafka).toEqual({ brokers: 'a:9092', prefix: 'staging.' });
    expect(readConfig({ KAFKA_BROKERS: 'a:9092', KAFKA_PREFIX: '' }).kafka).toEqual({ brokers: 'a:9092', prefix: '' });
  });
  it('says how a Kafka is reached over TLS and who logs in there, all of it or nothing', () => {
    const login = { KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_SASL_USERNAME: 'noren', KAFKA_SASL_PASSWORD: 'secret' };
    const said = { KAFKA_BROKERS: 'a:9093', KAFKA_SSL_CA: 'system', ...login };
    const sasl = { mechanism: 'scram-sha-512', username: 'noren', password: 'secret' };
    expect(readConfig(said).kafka?.security).toEqual({ tls: {}, sasl });
    const { KAFKA_SASL_PASSWORD: _, ...noPassword } = said;
    expect(readConfig({ ...noPassword, KAFKA_SASL_PASSWORD_FILE: '/run/p' }).kafka?.security?.sasl).toMatchObject({ passwordFile: '/run/p' });
    expect(() => readConfig(noPassword)).toThrow('KAFKA_SASL_PASSWORD: is wanted with KAFKA_SASL_MECHANISM, or KAFKA_SASL_PASSWORD_FILE');
    expect(() => readConfig({ ...said, KAFKA_SASL_PASSWORD_FILE: '/run/p' })).toThrow('KAFKA_SASL_PASSWORD: ');
    expect(() => readConfig({ ...said, KAFKA_SASL_MECHANISM: '' })).toThrow('KAFKA_SASL_MECHANISM: is wanted with a name or a password');
    expect(() => readConfig({ ...said, KAFKA_SASL_MECHANISM: 'GSSAPI' })).toThrow('KAFKA_SASL_MECHANISM: must be PLAIN or SCRAM-SHA-512');
    expect(() => readConfig({ ...said, KAFKA_SASL_USERNAME: '' })).toThrow('KAFKA_SASL_USERNAME: is wanted');
    expect(() => readConfig({ ...said, KAFKA_SSL_CA: '/nowhere/ca.pem' })).toThrow('KAFKA_SSL_CA: names a file that cannot be read (/nowhere/ca.pem)');
  });
  it('names the proxies whose word is believed by their addresses; nobody’s unless it does', () => {
    expect(readConfig({}).trustProxy).toEqual([]);
    expect(readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::7' }).trustProxy).toEqual(['loopback', '10.0.0.0/8', '2001:db8::7']);
    for (const wrong of ['true', '1', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.1/', 'proxy.example'])
      expect(() => readConfig({ TRUST_PROXY: wrong })).toThrow('TRUST_PROXY');
  });
  it('says how much callers may ask, and in production it is little enough to share', () => {
    const production = { key: { requests: 1_000, seconds: 10 }, address: { requests: 300, seconds: 60 }, inFlight: 64 };
    expect(readConfig({ NODE_ENV: 'production' }).rateLimits).toEqual(production);
    const said = { NODE_ENV: 'production', RATE_LIMIT_KEY: '5/1', RATE_LIMIT_ADDRESS: '30/60', RATE_LIMIT_IN_FLIGHT: '3' };
    expect(readConfig(said).rateLimits).toEqual({ key: { requests: 5, seconds: 1 }, address: { requests: 30, seconds: 60 }, inFlight: 3 });
    for (const wrong of ['0/10', '10', '10/0', 'none', '1e3/10']) expect(() => readConfig({ RATE_LIMIT_KEY: wrong })).toThrow('RATE_LIMIT_KEY');
  });
  it('names the secret of identities, and two of them while it is changed', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(40)];
    expect(readConfig({ NOREN_IDENTITY_SECRET: first }).identitySecrets).toEqual([first]);
    expect(readConfig({ NOREN_IDENTITY_SECRET: `${first},${second}` }).identitySecrets).toEqual([first, second]);
    for (const wrong of [`${first},`, `${first},short`, `${first},${second},${first}`])
      expect(() => readConfig({ NOREN_IDENTITY_SECRET: wrong })).toThrow('NOREN_IDENTITY_SECRET: needs at least 32');
  });
  it('is told of everything that is wrong at once', () => {
    const wrong = {
      KAFKA_BROKERS: 'a:9092;b',
      KAFKA_PREFIX: 'of us/',
      LOG_LEVEL: 'loud',
      ORDER_API_ADDRESS: 'nowhere',
      DATABASE_URL: 'mysql://x',
      NOREN_IDENTITY_SECRET: 'short',
      OPS_PORT: '99999',
    };
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(`\n  ${name}: `);
  });
  it('does not repeat secrets when it complains about them', () => {
    expect(() => readConfig({ NOREN_IDENTITY_SECRET: 'clearPending-clearPending', DATABASE_URL: 'mysql://u:clearPending-clearPending@x/y' })).toThrow(
      /^(?!.*clearPending-clearPending)/s,
    );
  });
});
