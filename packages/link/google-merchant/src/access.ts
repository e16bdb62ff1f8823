import { hashKey, bearerKey, type Authenticated, type GrpcClient, recent, unauthenticated, type Identity } from '@noren/service-kit';
import type { keys } from '@noren/link-contract';
import { Refusal } from '@noren/kernel';

/** How long a key is believed without asking Link again. */
const BELIEVED_MS = 10_000;

/** Google fetches with a name and a password: the password is the platform's API key. A bearer token does as well. */
export function access(link: GrpcClient<keys.PlatformKeyServiceService>): (authorization: string | undefined) => Promise<Authenticated> {
  const known = recent<string, Readonly<{ identity: Identity; until: number }>>(1_000);
  return async (authorization) => {
    const key = bearerKey(asBearer(authorization), 'platform');
    if (key === undefined) throw unauthenticated('Send an API key of a consumer platform, as a password or a bearer token');
    const hash = hashKey(key);
    const before = known.get(hash);
    if (before && performance.now() < before.until) return { identity: before.identity, scopes: '*' };
    const { platform, merchantIds } = await link.identifyKey({ hash }, { as: 'self' }).catch(notKnown);
    const identity: Identity = { subject: `platform:${platform}`, merchants: merchantIds, roles: ['platform'] };
    known.set(hash, { identity, until: performance.now() + BELIEVED_MS });
    return { identity, scopes: '*' };
  };
}

function asBearer(authorization = ''): string {
  const basic = /^Basic +([A-Za-z0-9+/=]{1,400})$/i.exec(authorization)?.[1];
  return basic === undefined
    ? authorization
    : `Bearer ${Buffer.from(basic, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')}`;
}

function notKnown(error: unknown): never {
  if (error instanceof Refusal && error.kind === 'not_found') throw unauthenticated('The API key is not known, or was revoked');
  throw error;
}
