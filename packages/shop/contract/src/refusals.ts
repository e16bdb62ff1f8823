import { refusalsOf, type RefusalTable } from '@noren/kernel';
import { limits } from './limits.ts';

/** Every refusal of Shop, by its code: how it is meant, its sentence, and what the caller can do about it. A detail of the case may follow the sentence. */
export const refusals = {
  merchant_not_found: {
    kind: 'not_found',
    message: 'No merchant is registered under the id',
    cure: 'Register the merchant and wait for it to be done, then create its shops.',
  },
  merchant_exists: {
    kind: 'conflict',
    message: 'A merchant of the id is there with another name or currency',
    cure: 'Use another id, or change the name of the one that is there; its currency stays.',
  },
  shop_not_found: {
    kind: 'not_found',
    message: 'There is no such shop, or it is not one that the caller may see',
    cure: 'Check the id against the merchant’s list of shops.',
  },
  shop_exists: { kind: 'conflict', message: 'There is a shop of this id with other data', cure: 'Use another id, or change the shop that is there.' },
  shop_closed: { kind: 'conflict', message: 'The shop has been closed for good', cure: 'Create another shop.' },
  version_conflict: {
    kind: 'conflict',
    message: 'The shop, or the merchant, has changed since the version that the caller expected',
    cure: 'Read it again, and decide on what it says now.',
  },
  update_mask: {
    kind: 'invalid',
    message: 'A field mask names fields that a caller may set, in the spelling of the proto',
    cure: 'Use the paths name and time_zone, or * for both.',
  },
  id: {
    kind: 'invalid',
    message: `An id has letters, digits, hyphens and underscores only, 1 to ${limits.idCharacters} of them`,
    cure: 'Give such an id, or leave it empty where the API may make one.',
  },
  name: { kind: 'invalid', message: `A name is 1 to ${limits.nameCharacters} characters on one line`, cure: 'Give such a name.' },
  reason: { kind: 'invalid', message: `A reason is at most ${limits.reasonCharacters} characters on one line`, cure: 'Shorten it, or leave it empty.' },
  currency: { kind: 'invalid', message: 'A currency is an ISO 4217 code in capitals', cure: 'Give a code such as GBP, JPY or KRW.' },
  time_zone: { kind: 'invalid', message: 'A time zone is an IANA name; offsets know no daylight saving', cure: 'Give a name such as Asia/Tokyo.' },
  weekly_hours: {
    kind: 'invalid',
    message: `A period has a weekday 1 (Monday) to 7, fromMinute 0 to ${limits.minutesADay - 1} and untilMinute after it up to ${limits.latestMinute}; a week has at most ${limits.periodsAWeek} periods`,
    cure: 'Correct the period that `field` names.',
  },
  hours_overlap: {
    kind: 'invalid',
    message: 'Two periods of the week overlap, perhaps over midnight or from Sunday into Monday',
    cure: 'Join them, or end the first one earlier.',
  },
  instant: { kind: 'invalid', message: 'An instant is ISO 8601 with Z or an offset', cure: 'Give one such as 2027-01-31T18:00:00Z.' },
  until_past: { kind: 'invalid', message: 'The pause would have ended before it began', cure: 'Give an instant in the future, or none.' },
} as const satisfies RefusalTable;

/** A refusal of Shop by its code. `field`: a path with dots to what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
