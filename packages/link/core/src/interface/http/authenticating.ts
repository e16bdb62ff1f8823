import type { Authenticate } from '@noren/service-kit';
import type { PlatformKeys } from '../../application/platform-keys.ts';

/** A platform's key opens the calls that it was made for; the shops it may see are their own matter. */
export const authenticating =
  (keys: PlatformKeys): Authenticate =>
  (authorization) =>
    keys.identify(authorization);
