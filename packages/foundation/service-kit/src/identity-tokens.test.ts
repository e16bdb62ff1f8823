import { describe, expect, test } from 'vitest';
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

  test('carry what a person has in single shops, of one merchant', () => {
    const person: Identity = { subject: 'staff:usr_1', merchants: ['mer_1'], shops: ['shp_1'], roles: [], shopRoles: { shp_1: 'clerk' } };
    const tokens = identityTokens({ secret });
    expect(tokens.verify(tokens.sign(person))).toEqual(person);
    for (const merchants of ['*', ['mer_1', 'mer_2'], []] as const) expect(() => tokens.verify(tokens.sign({ ...person, merchants }))).toThrow(/one merchant/);
  });

  test('need a secret that cannot be guessed', () => {
    expect(() => identityTokens({ secret: 'short' })).toThrow(/32/);
  });
});

const tampered = (token: string): string => {
  const [body = '', signature] = token.split('.');
  const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString());
  return `${Buffer.from(JSON.stringify({ ...Object(payload), mer: '*' })).toString('base64url')}.${signature}`;
};
