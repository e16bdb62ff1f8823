import { newId, Refusal } from '@noren/kernel';
import { fromWireRefusal, type RequestOptions, Unavailable } from '@noren/service-kit';
import type { Accepted, Operation } from '@noren/wire';
import type { Shops } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';

const DECIDED_WITHIN_MS = 20_000;
const asSelf = { as: 'self' } as const;

/** Merchants and shops, of Shop. What is made is known by its id: its key is made of it. */
export function shops({ shops: shop }: Pick<Contexts, 'shops'>): Shops {
  const decided = (key: string, ask: (how: RequestOptions) => Promise<Accepted>) => decidedBy(shop, key, ask);
  return {
    registerMerchant: (merchant) => decided(`create-${merchant.merchantId}`, (how) => shop.registerMerchant(merchant, how)),
    renameMerchant: (merchantId, name, expectedVersion) => decided(newId('chg'), (how) => shop.changeMerchant({ merchantId, name, expectedVersion }, how)),
    suspendMerchant: (merchantId, reason, expectedVersion) =>
      decided(newId('chg'), (how) => shop.suspendMerchant({ merchantId, reason, expectedVersion }, how)),
    resumeMerchant: (merchantId, expectedVersion) => decided(newId('chg'), (how) => shop.resumeMerchant({ merchantId, expectedVersion }, how)),
    merchant: (merchantId) => unlessMissing(shop.getMerchant({ merchantId }, asSelf)),
    merchants: (page) => shop.listMerchants(page, asSelf),
    create: (of) => decided(`create-${of.shopId}`, (how) => shop.createShop({ ...of, weeklyHours: [...of.weeklyHours] }, how)),
    shop: (shopId) => unlessMissing(shop.getShop({ shopId }, asSelf)),
    shops: (merchantId, page) => shop.listShops({ merchantId, ...page }, asSelf),
    change({ shopId, name, timeZone, expectedVersion }) {
      const updateMask = [...(name === undefined ? [] : ['name']), ...(timeZone === undefined ? [] : ['time_zone'])];
      const change = { shopId, name: name ?? '', timeZone: timeZone ?? '', expectedVersion, updateMask };
      return decided(newId('chg'), (how) => shop.changeShop(change, how));
    },
    setHours: (shopId, periods, expectedVersion) =>
      decided(newId('chg'), (how) => shop.setWeeklyHours({ shopId, periods: [...periods], expectedVersion }, how)),
    close: (shopId, reason, expectedVersion) => decided(newId('chg'), (how) => shop.closeShop({ shopId, reason, expectedVersion }, how)),
  };
}

type Waits = Readonly<{ waitOperation(request: { operationId: string; timeoutMs: number }, how: RequestOptions): Promise<Operation> }>;

/** Asks, and waits until it is decided. Throws what it was refused with. */
async function decidedBy(client: Waits, idempotencyKey: string, ask: (how: RequestOptions) => Promise<Accepted>): Promise<void> {
  const { operationId } = await ask({ ...asSelf, idempotencyKey });
  const { outcomes } = await client.waitOperation({ operationId, timeoutMs: DECIDED_WITHIN_MS }, { ...asSelf, deadlineMs: DECIDED_WITHIN_MS + 2_000 });
  const [outcome] = outcomes;
  if (outcome?.refusal) throw fromWireRefusal(outcome.refusal);
  if (outcome?.status !== 'done') throw new Unavailable('the decision takes longer than usual');
}

async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not_found') return undefined;
    throw error;
  }
}
