import { createHmac, timingSafeEqual } from 'node:crypto';
import { systemClock, type Clock } from '@noren/kernel';
import { z } from 'zod';
import type { Identity } from './identity.ts';
import { recent } from './recent.ts';
import { unauthenticated } from './unauthenticated.ts';

/** How identities travel between modules: signed by the edge that checked the credential, verified by whoever is called. */
export interface IdentityTokens {
  /** For one gRPC service, by its full name (`noren.order.v1.OrderService`), and no other. */
  sign(identity: Identity, audience: string): string;
  /** Throws the refusal `unauthenticated` for a token that is missing, forged, expired, good for longer than tokens are, or for another service. */
  verify(token: string | undefined, audience: string): Identity;
}

const LIFE_MS = 5 * 60_000;
/** A token handed out has at least this much of its life left. */
const RENEW_MS = 60_000;
const CLOCK_SKEW_MS = 5_000;

const staffRole = z.enum(['owner', 'manager', 'clerk']);
const Payload = z
  .strictObject({
    sub: z.string().min(1),
    aud: z.string().min(1),
    nam: z.string().optional(),
    fmr: z.string().optional(),
    mer: z.union([z.literal('*'), z.array(z.string())]),
    shp: z.array(z.string()).optional(),
    rol: z.array(z.enum(['platform', 'merchant', 'service', 'owner', 'manager', 'clerk'])),
    srl: z.record(z.string(), staffRole).optional(),
    exp: z.int(),
  })
  // A role in one shop says nothing of another merchant's: whoever has one speaks for one merchant.
  .refine(({ srl, mer }) => srl === undefined || (mer !== '*' && mer.length === 1), 'roles in shops are of one merchant');

type IdentityOptions = Readonly<{
  /** Signs, and verifies. */
  secret: string;
  /** Verify only. */
  others?: readonly string[];
  clock?: Clock;
}>;

type Signed = Readonly<{ token: string; expires: number }>;
type Opened = Readonly<{ identity: Identity; audience: string; expires: number }>;

/**
 * Tokens are `base64url(JSON).base64url(HMAC-SHA256)` and live five minutes. Signing is cached per identity object and audience, and verifying per token,
 * since both run on every call. All modules of a platform share the secret (at least 32 characters); while it is being changed they take what is signed with another one too.
 */
export function identityTokens({ secret, others = [], clock = systemClock }: IdentityOptions): IdentityTokens {
  const secrets = [secret, ...others];
  if (secrets.some(({ length }) => length < 32)) throw new Error('the identity secret needs at least 32 characters');
  const signed = new WeakMap<Identity, Map<string, Signed>>();
  const verified = recent<string, Opened>(10_000);

  return {
    sign(identity, audience) {
      const now = clock.now().getTime();
      const ofIdentity = signed.get(identity) ?? new Map<string, Signed>();
      signed.set(identity, ofIdentity);
      const before = ofIdentity.get(audience);
      if (before && before.expires - now > RENEW_MS) return before.token;
      const expires = now + LIFE_MS;
      const body = Buffer.from(JSON.stringify({ ...payloadOf(identity), aud: audience, exp: expires })).toString('base64url');
      const token = `${body}.${mac(secret, body).toString('base64url')}`;
      ofIdentity.set(audience, { token, expires });
      return token;
    },
    verify(token, audience) {
      if (!token) throw unauthenticated('No identity came with the call');
      const now = clock.now().getTime();
      const known = verified.get(token) ?? remember(token);
      if (known.audience !== audience) throw unauthenticated('The identity of the call was signed for another service');
      if (known.expires - now > LIFE_MS + CLOCK_SKEW_MS) throw unauthenticated('The identity of the call is good for longer than any may be');
      if (known.expires + CLOCK_SKEW_MS < now) {
        verified.delete(token);
        throw unauthenticated('The identity of the call has expired');
      }
      return known.identity;
    },
  };

  function remember(token: string): Opened {
    const opened = open(token, secrets);
    verified.set(token, opened);
    return opened;
  }
}

const payloadOf = ({ subject, name, former, merchants, shops, roles, shopRoles }: Identity) => ({
  ...{ sub: subject, nam: name, fmr: former, mer: merchants, shp: shops, rol: roles, srl: shopRoles },
});

const mac = (secret: string, body: string): Buffer => createHmac('sha256', secret).update(body).digest();

/** What is not of this version's form is refused like a forgery: a token of another version, too. */
function open(token: string, secrets: readonly string[]): Opened {
  const dot = token.indexOf('.');
  const body = token.slice(0, dot);
  const given = Buffer.from(token.slice(dot + 1), 'base64url');
  const isOf = (expected: Buffer): boolean => given.length === expected.length && timingSafeEqual(given, expected);
  if (dot < 1 || !secrets.some((secret) => isOf(mac(secret, body)))) throw unauthenticated('The identity of the call is not valid');
  const payload = Payload.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (!payload.success) throw unauthenticated(`The identity of the call is not valid: ${z.prettifyError(payload.error)}`);
  const { sub, aud, nam, fmr, mer, shp, rol, srl, exp } = payload.data;
  const identity: Identity = {
    subject: sub,
    ...(nam === undefined ? {} : { name: nam }),
    ...(fmr === undefined ? {} : { former: fmr }),
    merchants: mer,
    ...(shp ? { shops: shp } : {}),
    roles: rol,
    ...(srl ? { shopRoles: srl } : {}),
  };
  return { identity: Object.freeze(identity), audience: aud, expires: exp };
}
