import type { Authenticate } from '@noren/service-kit';
import type { PlatformKeys } from '../../application/platform-keys.ts';

/** A platform's key opens every call of this API; the shops it may see are its own matter. */
export const authenticating =
  (keys: PlatformKeys): Authenticate =>
  async (authorization) => ({ identity: await keys.identify(authorization), scopes: '*' });
