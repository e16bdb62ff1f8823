import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { modules } from './modules.ts';
import { refuseWithoutSecrets } from './production.ts';

const secret = { NOREN_IDENTITY_SECRET: 's'.repeat(32) };
const starting =
  (env: Readonly<Record<string, string>>, names = modules.map(({ name }) => name)) =>
  () =>
    refuseWithoutSecrets(
      modules.filter(({ name }) => names.includes(name)),
      readConfig(env),
    );

describe('a deployment', () => {
  it('does not start without its secrets, and is told of all of them at once', () => {
    expect(starting({})).toThrow(/^production needs .*:\n {2}DATABASE_URL .*\n {2}NOREN_IDENTITY_SECRET/);
    expect(starting({ DATABASE_URL: 'postgres://a:b@c/d' })).toThrow(/NOREN_IDENTITY_SECRET/);
    expect(starting(secret)).toThrow(/DATABASE_URL/);
    expect(starting({ ...secret, DATABASE_URL: 'postgres://a:b@c/d' })).not.toThrow();
  });

  it('needs no more of the database than the roles of its modules', () => {
    const env = { ...secret, ORDER_DATABASE_URL: 'postgres://a:b@c/d' };
    expect(starting(env, ['order-api', 'order-engine'])).not.toThrow();
    expect(starting(env, ['order-api', 'shop-api'])).toThrow(/\(or SHOP_DATABASE_URL\)/);
  });

  it('is what runs where nobody says that it is development', () => {
    expect(starting({ NODE_ENV: 'production' })).toThrow('production needs');
    for (const NODE_ENV of ['development', 'test']) expect(starting({ NODE_ENV })).not.toThrow();
  });
});
