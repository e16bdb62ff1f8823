import { createHmac } from 'node:crypto';

/** A password or key for one purpose. Whoever knows it knows nothing of the secret. */
export const derived = (secret: string, purpose: string): string => createHmac('sha256', secret).update(purpose).digest('base64url');
