import { refusalsOf, type RefusalTable } from '@noren/kernel';

/** Every refusal of the operators' edge itself, by its code. What contexts refuse passes through it as they say it. */
export const refusals = {
  code_taken: {
    kind: 'conflict',
    message: 'Something else was asked for under this code',
    cure: 'Give another code; to get what is there, repeat the request exactly as it was.',
  },
  merchant_not_found: { kind: 'not_found', message: 'There is no merchant of this code or id', cure: 'merchant list shows them.' },
  shop_not_found: { kind: 'not_found', message: 'The merchant has no shop of this code or id', cure: 'shop list --merchant … shows them.' },
  platform_not_found: { kind: 'not_found', message: 'There is no platform of this code or id', cure: 'platform list shows them.' },
  key_not_found: {
    kind: 'not_found',
    message: 'There is no key of this code or id here',
    cure: 'system key list --merchant … and platform key list --platform … show them.',
  },
  no_shop: { kind: 'conflict', message: 'The merchant has no shop that an owner could own', cure: 'Create a shop first, then invite the owner.' },
  hours: {
    kind: 'invalid',
    message: 'Opening hours are always, or days and times such as Mon-Fri 09:00-20:00; Sat,Sun 10:00-18:00',
    cure: 'Write them so, or leave them out: the owner can say them in the console.',
  },
  file: {
    kind: 'invalid',
    message: 'The file cannot be read as shops: CSV with the columns code, name, time_zone and hours',
    cure: 'Mend what the sentence names, and send the file again: rows that were made are repeats.',
  },
} as const satisfies RefusalTable;

/** A refusal of the operators' edge by its code. `field`: what was at fault. `detail`: what the sentence says of this case. */
export const refusal = refusalsOf(refusals);
