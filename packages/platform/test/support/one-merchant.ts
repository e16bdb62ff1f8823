import { afterAll, beforeAll } from 'vitest';
import { type Contexts, contextsOf } from './contexts.ts';
import { type Merchant, newMerchant } from './merchant.ts';
import { type Noren, oneProcess } from './noren.ts';

/** A platform in one process with one merchant, for the tests of a file. It is there once they run. */
export function oneMerchant(wanted: Parameters<typeof newMerchant>[2]): Readonly<{ contexts: Contexts; merchant: Merchant }> {
  let begun: Readonly<{ noren: Noren; contexts: Contexts; merchant: Merchant }> | undefined;
  beforeAll(async () => {
    const noren = await oneProcess();
    const contexts = contextsOf(noren);
    begun = { noren, contexts, merchant: await newMerchant(noren, contexts, wanted) };
  });
  afterAll(async () => {
    begun?.contexts.close();
    await begun?.noren.close();
  });
  const now = () => {
    if (!begun) throw new Error('the platform has not started');
    return begun;
  };
  return {
    get contexts() {
      return now().contexts;
    },
    get merchant() {
      return now().merchant;
    },
  };
}
