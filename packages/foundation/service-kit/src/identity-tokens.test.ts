import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Identity } from './identity.ts';
import { identityTokens } from './identity-tokens.ts';

const platform: Identity = { subject: 'platform:quickmart', merchants: ['mer_1'], roles: ['platform'] };
const secret = 'a secret of at least 32 characters';
const orders = 'noren.order.v1.OrderService';

function atTime(start = 1_000_000) {
  let now = start;
  return { clock: { now: () => new Date(now) }, pass: (ms: number) => (now += ms) };
}

describe('identity tokens', () => {
  test('carry an identity from the edge that signed it to any module with the same secret', () => {
    expect(identityTokens({ secret }).verify(identityTokens({ secret }).sign(platform, orders), orders)).toEqual(platform);
  });

  test.each([
    ['missing', () => undefined],
    ['empty', () => ''],
    ['without a signature', () => 'abc'],
    ['with an empty body', () => '.abc'],
    ['signed with another secret', () => identityTokens({ secret: `${secret}!` }).sign(platform, orders)],
    ['changed after signing', () => tampered(identityTokens({ secret }).sign(platform, orders))],
  ])('are refused when %s', (_, token) => {
    expect(() => identityTokens({ secret }).verify(token(), orders)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'unauthenticated' }));
  });

  test('are taken from before and after while the secret is changed in three steps, whoever comes first', () => {
    const [old, new_] = ['the old secret, of 32 characters', 'the new secret, of 32 characters'];
    const steps = [{ secret: old }, { secret: old, others: [new_] }, { secret: new_, others: [old] }, { secret: new_ }];
    const taken = (by: number, of: number) => () =>
      identityTokens(steps[by] ?? { secret }).verify(identityTokens(steps[of] ?? { secret }).sign(platform, orders), orders);
    for (const [step] of steps.slice(1).entries()) {
      expect(taken(step, step + 1)()).toEqual(platform);
      expect(taken(step + 1, step)()).toEqual(platform);
    }
    expect(taken(3, 0)).toThrow(/not valid/);
    expect(taken(0, 3)).toThrow(/not valid/);
  });

  test('end after five minutes, also for a verifier that has seen them before', () => {
    const { clock, pass } = atTime();
    const tokens = identityTokens({ secret, clock });
    const token = tokens.sign(platform, orders);
    pass(4 * 60_000);
    expect(tokens.verify(token, orders)).toEqual(platform);
    pass(70_000);
    expect(() => tokens.verify(token, orders)).toThrow(/expired/);
  });

  test('are for one service: seen on the way to it, they open no other', () => {
    const tokens = identityTokens({ secret });
    const token = tokens.sign(platform, orders);
    expect(tokens.verify(token, orders)).toEqual(platform);
    expect(() => tokens.verify(token, 'noren.item.v1.ItemService')).toThrow(/another service/);
    expect(tokens.verify(tokens.sign(platform, 'noren.item.v1.ItemService'), 'noren.item.v1.ItemService')).toEqual(platform);
  });

  test('live no longer than five minutes, whoever signed them: one that says more is refused, and so is one of before that names no service', () => {
    const { clock } = atTime();
    const verify = (more: object) => () => identityTokens({ secret, clock }).verify(handMade(more), orders);
    expect(verify({ aud: orders, exp: 1_000_000 + 5 * 60_000 })()).toEqual(platform);
    expect(verify({ aud: orders, exp: 1_000_000 + 365 * 86_400_000 })).toThrow(/longer/);
    for (const odd of [{ exp: 1_060_000 }, { aud: '', exp: 1_060_000 }, { aud: [orders], exp: 1_060_000 }, { aud: orders, exp: 1_060_000, more: 1 }])
      expect(verify(odd)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });

  test('carry what a caller is called and was known by, for people and for what it did before', () => {
    const tokens = identityTokens({ secret });
    const named: Identity = { ...platform, name: 'quickmart', former: 'platform:quickmart' };
    expect(tokens.verify(tokens.sign(named, orders), orders)).toEqual(named);
  });

  test('are signed once and again before they end', () => {
    const { clock, pass } = atTime();
    const tokens = identityTokens({ secret, clock });
    const first = tokens.sign(platform, orders);
    pass(3 * 60_000);
    expect(tokens.sign(platform, orders)).toBe(first);
    pass(90_000);
    expect(tokens.sign(platform, orders)).not.toBe(first);
  });

  test('carry what a person has in single shops, of one merchant', () => {
    const person: Identity = { subject: 'staff:usr_1', merchants: ['mer_1'], shops: ['shp_1'], roles: [], shopRoles: { shp_1: 'clerk' } };
    const tokens = identityTokens({ secret });
    expect(tokens.verify(tokens.sign(person, orders), orders)).toEqual(person);
    for (const merchants of ['*', ['mer_1', 'mer_2'], []] as const)
      expect(() => tokens.verify(tokens.sign({ ...person, merchants }, orders), orders)).toThrow(/one merchant/);
  });

  test('need a secret that cannot be guessed', () => {
    expect(() => identityTokens({ secret: 'short' })).toThrow(/32/);
    expect(() => identityTokens({ secret, others: ['short'] })).toThrow(/32/);
  });
});

/** Signed with the secret, as none of ours signs. */
function handMade(more: object): string {
  const body = Buffer.from(JSON.stringify({ sub: platform.subject, mer: platform.merchants, rol: platform.roles, ...more })).toString('base64url');
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

const tampered = (token: string): string => {
  const [body = '', signature] = token.split('.');
  const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  return `${Buffer.from(JSON.stringify({ ...Object(payload), mer: '*' })).toString('base64url')}.${signature}`;
};
