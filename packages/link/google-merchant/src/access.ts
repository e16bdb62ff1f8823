import { type Authenticate, bearerKey, type GrpcClient, hashKey, unauthenticated } from '@noren/service-kit';
import type { keys } from '@noren/link-contract';
import { Refusal } from '@noren/kernel';

/** Google fetches with a name and a password: the password is the platform's API key. A bearer token does as well. Link is asked each time, so that a revoked key is refused at once. */
export const access =
  (link: GrpcClient<keys.PlatformKeyServiceService>): Authenticate =>
  async (authorization) => {
    const secret = bearerKey(asBearer(authorization), 'platform');
    if (secret === undefined) throw unauthenticated('Send an API key of a consumer platform, as a password or a bearer token');
    const { platformId, platform, merchantIds, scopes } = await link.identifyKey({ hash: hashKey(secret) }, { as: 'self' }).catch(notKnown);
    // From which shops it may sell, Link looks at by itself at each call.
    const tenant = merchantIds.length === 0 ? platformId : merchantIds.join(',');
    return { identity: { subject: `platform:${platformId}`, name: platform, merchants: [], tenant, roles: ['platform'] }, scopes };
  };

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
