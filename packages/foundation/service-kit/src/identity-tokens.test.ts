import { describe, expect, test } from 'vitest';
import { mayActFor, requireMerchant, requireRole } from './authorise.ts';
import type { Identity } from './identity.ts';
import { identityTokens } from './identity-tokens.ts';

const platform: Identity = { subject: 'platform:quickmart', merchants: ['mer_1'], roles: ['platform'] };
const secret = 'a secret of at least 32 characters';

function atTime(start = 1_000_000) {
  let now = start;
  return { clock: { now: () => new Date(now) }, pass: (ms: number) => (now += ms) };
}

describe('identity tokens', () => {
  test('carry an identity from the edge that signed it to any module with the same secret', () => {
    expect(identityTokens({ secret }).verify(identityTokens({ secret }).sign(platform))).toEqual(platform);
  });

  test.each([
    ['missing', () => undefined],
    ['empty', () => ''],
    ['without a signature', () => 'abc'],
    ['with an empty body', () => '.abc'],
    ['signed with another secret', () => identityTokens({ secret: `${secret}!` }).sign(platform)],
    ['changed after signing', () => tampered(identityTokens({ secret }).sign(platform))],
  ])('are refused when %s', (_, token) => {
    expect(() => identityTokens({ secret }).verify(token())).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'unauthenticated' }));
  });

  test('end after five minutes, also for a verifier that has seen them before', () => {
    const { clock, pass } = atTime();
    const tokens = identityTokens({ secret, clock });
    const token = tokens.sign(platform);
    pass(4 * 60_000);
    expect(tokens.verify(token)).toEqual(platform);
    pass(70_000);
    expect(() => tokens.verify(token)).toThrow(/expired/);
  });

  test('are signed once and again before they end', () => {
    const { clock, pass } = atTime();
    const tokens = identityTokens({ secret, clock });
    const first = tokens.sign(platform);
    pass(3 * 60_000);
    expect(tokens.sign(platform)).toBe(first);
    pass(90_000);
    expect(tokens.sign(platform)).not.toBe(first);
  });

  test('need a secret that cannot be guessed', () => {
    expect(() => identityTokens({ secret: 'short' })).toThrow(/32/);
  });
});

describe('authorising', () => {
  test('a caller acts for its own merchants only, a service for all', () => {
    expect(mayActFor(platform, 'mer_1')).toBe(true);
    expect(() => requireMerchant(platform, 'mer_2')).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'merchant_forbidden' }));
    expect(() => requireMerchant({ ...platform, merchants: '*' }, 'mer_2')).not.toThrow();
  });

  test('one of the roles is enough, none is not', () => {
    expect(() => requireRole(platform, 'merchant', 'platform')).not.toThrow();
    expect(() => requireRole(platform, 'merchant')).toThrow(expect.objectContaining({ code: 'role_forbidden' }));
  });
});

const tampered = (token: string): string => {
  const [body = '', signature] = token.split('.');
  const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  return `${Buffer.from(JSON.stringify({ ...Object(payload), mer: '*' })).toString('base64url')}.${signature}`;
};
