import type { ConsoleStore, PersonRecord } from '@noren/bff-store';
import { callFrom, currentCall, inCall } from '@noren/service-kit';
import { identityEverywhere } from './visitor.ts';

/**
 * For what opens every shop of the merchant: who asks for it has to be an owner of them all, and whoever is asked checks it again. A shop that is closed for good
 * does not count, nor one that nobody owns: it was made a moment ago, or its owner is not invited yet.
 */
export async function everywhere<Answer>(
  { people, shops }: Pick<ConsoleStore, 'people' | 'shops'>,
  person: PersonRecord,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const [all, owned] = await Promise.all([shops.ofMerchant(person.merchantId), people.ownedShops(person.merchantId)]);
  const identity = identityEverywhere(
    person,
    all.flatMap(({ shopId, status }) => (status !== 'closed' && owned.has(shopId) ? [shopId] : [])),
  );
  return inCall({ ...(currentCall() ?? callFrom()), identity }, ask);
}
