import { refusalsOf, type RefusalTable } from '@noren/kernel';
import { limits } from './limits.ts';

/** Every refusal of Link's own, by its code: how it is meant, its sentence, and what the caller can do about it. */
export const refusals = {
  platform_suspended: {
    kind: 'forbidden',
    message: 'The consumer platform has been suspended by Noren’s operator',
    cure: 'Ask the operator. Keys work again as they are once it is resumed.',
  },
  platform_not_found: {
    kind: 'not_found',
    message: 'There is no such platform, or it is not one that the caller may know of',
    cure: 'Check the id against the list of platforms.',
  },
  platform_exists: {
    kind: 'conflict',
    message: 'The name or the id belongs to another platform; neither changes',
    cure: 'Use the platform that is there, or another name and id.',
  },
  key_not_found: { kind: 'not_found', message: 'There is no such key', cure: 'Check the id against the list of keys.' },
  key_exists: {
    kind: 'conflict',
    message: 'A key of this id was made already, and was shown then',
    cure: 'If its answer was lost, revoke it and make another under another id.',
  },
  key_rotated: {
    kind: 'conflict',
    message: 'The key was revoked, or another one follows it already',
    cure: 'Rotate the key that follows it, which `replaced_by` names, or make a new one.',
  },
  grant_shop: {
    kind: 'invalid',
    message: 'A grant names shops of its merchant, or none for all of them',
    cure: 'Correct the shop that `field` names. One that was created a moment ago may not be known yet: repeat the call.',
  },
  grants_of: { kind: 'invalid', message: 'Grants are listed of a platform or of a merchant', cure: 'Give platform_id, merchant_id or both.' },
  old_lives: {
    kind: 'invalid',
    message: `A key that is rotated lives on for 0 to ${limits.oldKeyLivesS} seconds`,
    cure: 'Give so many seconds, or rotate again later.',
  },
} as const satisfies RefusalTable;

/** A refusal of Link by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
