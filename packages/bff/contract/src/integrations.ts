import { platformScopes } from '@noren/link-contract/scopes';
import { systemScopes } from '@noren/merchant-link-contract/scopes';
import { z } from 'zod';
import { call } from './call.ts';
import { id, instant } from './schemas.ts';

/** `platform`: of a consumer platform that orders. `system`: of the merchant's own till or ERP. */
export const keyKinds = ['platform', 'system'] as const;

/** What a key of each kind may be made for, and what it is made for where nobody says more: it reads. */
export const keyScopes = { platform: platformScopes, system: systemScopes } as const;
export const usualScopes = { platform: ['catalogue:read'], system: ['items:read', 'stock:read', 'orders:read'] } as const;
export const ApiKey = z.strictObject({
  keyId: id,
  kind: z.enum(keyKinds),
  name: z.string().describe('The platform or system that it speaks for'),
  scopes: z.array(z.string()).describe('What it may do'),
  prefix: z.string().describe('Its first letters, to know it by'),
  createdAt: instant,
  revokedAt: instant.optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const keyName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens');

const scopesOf = <const Scope extends string>(scopes: readonly [Scope, ...Scope[]]) => z.array(z.enum(scopes)).min(1).max(scopes.length);

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
    body: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('platform'), name: keyName, scopes: scopesOf(platformScopes).optional() }),
      z.strictObject({ kind: z.literal('system'), name: keyName, scopes: scopesOf(systemScopes).optional() }),
    ]),
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
