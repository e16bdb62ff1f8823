import { connectionStates } from '@noren/link-contract/connection-states';
import { z } from 'zod';
import { call } from './call.ts';
import { id, instant } from './schemas.ts';

/** A consumer platform that may sell from the merchant's shops, or has asked to. */
export const PlatformAccess = z.strictObject({
  platformId: id,
  name: z.string(),
  state: z.enum(connectionStates),
  shopIds: z.array(z.string()).describe('From which shops it may sell where it is accepted, else those that it asked for; none: all, those to come too'),
  askedAt: instant.optional(),
  decidedAt: instant.optional(),
});
export type PlatformAccess = z.infer<typeof PlatformAccess>;

const params = z.strictObject({ platformId: id });

export const platforms = {
  /** Those that ask first, then those that may sell. A platform asks with the merchant's id. */
  list: call({
    method: 'GET',
    path: '/api/platforms',
    summary: 'Consumer platforms that may sell from the shops, or have asked to',
    takes: 'owner',
    answers: { 200: z.strictObject({ merchantId: z.string(), platforms: z.array(PlatformAccess) }) },
  }),
  /** Says yes to one that asks, or says other shops; none: all, those to come too. */
  letIn: call({
    method: 'PUT',
    path: '/api/platforms/{platformId}/shops',
    summary: 'Say from which shops a platform may sell; takes effect at once',
    takes: 'owner',
    params,
    body: z.strictObject({ shopIds: z.array(id).max(1_000) }),
    answers: { 200: PlatformAccess },
    problems: ['platform_not_found', 'grant_shop'],
  }),
  /** Its orders go on. */
  takeBack: call({
    method: 'DELETE',
    path: '/api/platforms/{platformId}/shops',
    summary: 'A platform may not sell any more; takes effect at once',
    takes: 'owner',
    params,
    answers: { 204: null },
    problems: ['platform_not_found'],
  }),
  refuse: call({
    method: 'POST',
    path: '/api/platforms/{platformId}/refusal',
    summary: 'Say no to a platform that asks',
    takes: 'owner',
    params,
    answers: { 200: PlatformAccess },
    problems: ['connection_not_found', 'connection_accepted'],
  }),
};
