import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../application/ports.ts';

/** Session ids and tokens: 256 random bits each. */
export const secrets: Secrets = {
  make: () => randomBytes(32).toString('base64url'),
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  isSame: (a, b) => {
    const [left, right] = [Buffer.from(a), Buffer.from(b)];
    return left.length === right.length && timingSafeEqual(left, right);
  },
};
