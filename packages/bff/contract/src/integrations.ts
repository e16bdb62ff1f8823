import { z } from 'zod';
import { call } from './call.ts';
import { id, instant } from './schemas.ts';

/** `platform`: of a consumer platform that orders. `system`: of the merchant's own till or ERP. */
export const keyKinds = ['platform', 'system'] as const;

export const ApiKey = z.strictObject({
  keyId: id,
  kind: z.enum(keyKinds),
  name: z.string().describe('The platform or system that it speaks for'),
  prefix: z.string().describe('Its first letters, to know it by'),
  createdAt: instant,
  revokedAt: instant.optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const keyName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');

export const integrations = {
  /** Newest first, revoked ones too. */
  list: call({
    method: 'GET',
    path: '/api/keys',
    summary: 'API keys of the merchant',
    takes: 'owner',
    answers: { 200: z.strictObject({ keys: z.array(ApiKey) }) },
  }),
  /** A repeat under the same Idempotency-Key is 409 `secret_shown_once` with the ApiKey in `now`: if its answer was lost, revoke it and make another. */
  create: call({
    method: 'POST',
    path: '/api/keys',
    summary: 'Make an API key; it is shown this once',
    takes: 'owner',
    secret: true,
    body: z.strictObject({ kind: z.enum(keyKinds), name: keyName }),
    idempotent: true,
    answers: { 200: z.strictObject({ key: ApiKey, secret: z.string() }) },
    problems: ['secret_shown_once'],
  }),
  revoke: call({
    method: 'DELETE',
    path: '/api/keys/{kind}/{keyId}',
    summary: 'Revoke an API key',
    takes: 'owner',
    params: z.strictObject({ kind: z.enum(keyKinds), keyId: id }),
    answers: { 200: ApiKey },
    problems: ['key_not_found'],
  }),
};
