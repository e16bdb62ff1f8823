import type { KnownShops, PersonRecord } from '@noren/bff-store';
import { callFrom, currentCall, inCall } from '@noren/service-kit';
import { identityEverywhere } from './visitor.ts';

/** For what opens every shop of the merchant: who asks for it has to be an owner of them all, and whoever is asked checks it again. */
export async function everywhere<Answer>(shops: Pick<KnownShops, 'ofMerchant'>, person: PersonRecord, ask: () => Promise<Answer>): Promise<Answer> {
  const all = await shops.ofMerchant(person.merchantId);
  const identity = identityEverywhere(
    person,
    all.map(({ shopId }) => shopId),
  );
  return inCall({ ...(currentCall() ?? callFrom()), identity }, ask);
}
