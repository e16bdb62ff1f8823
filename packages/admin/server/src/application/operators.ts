import type { Operators } from '@noren/admin-store';
import { type Clock, newId } from '@noren/kernel';
import { hashKey, keyPrefix, makeKey } from '@noren/service-kit';

/**
 * Sees to it that there is a key. One that is given is good from now on, and no other; without one, the first start makes one, which is answered to be shown: it
 * is kept as its hash only. Of several that start at once one makes it.
 */
export async function settleKey(operators: Operators, given: string | undefined, clock: Clock): Promise<string | undefined> {
  const key = given ?? makeKey('op');
  const operator = { operatorId: newId('op'), hash: hashKey(key), prefix: keyPrefix(key), now: clock.now() };
  if (given === undefined) return (await operators.first(operator)) ? key : undefined;
  await operators.only(operator);
  return undefined;
}
