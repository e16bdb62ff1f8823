import type { Shop } from '@noren/bff-contract';
import type { ConsoleStore, PersonRecord } from '@noren/bff-store';
import { everywhere } from './everywhere.ts';
import type { Shops } from './ports.ts';

type Details = Readonly<{ name: string; timeZone: string }>;

/** Which shops a merchant has, what they are called, and whose they are. What changes is answered once pages know it, or after a while. */
export interface ShopKeeping {
  /** Opens a further one, for whoever owns all that there are. */
  open(owner: PersonRecord, details: Details): Promise<Shop>;
  change(owner: PersonRecord, shopId: string, details: Details, version: number): Promise<Shop>;
  /** Whoever owns all the other shops of the merchant owns this one: the first shop is nobody's by that. Again: no change. */
  hand(merchantId: string, shopId: string): Promise<void>;
}

type Needs = Readonly<{ shops: Shops; store: Pick<ConsoleStore, 'people' | 'shops'>; pause: (ms: number) => Promise<void> }>;

const LOOKS = 50;
const BETWEEN_LOOKS_MS = 100;

export function shopKeeping({ shops, store, pause }: Needs): ShopKeeping {
  const isKnown = async (merchantId: string, { shopId, version }: Shop): Promise<boolean> =>
    (await store.shops.ofMerchant(merchantId)).some((one) => one.shopId === shopId && one.version >= version);
  const onceKnown = async (merchantId: string, shop: Shop): Promise<Shop> => {
    for (let look = 0; look < LOOKS && !(await isKnown(merchantId, shop)); look += 1) await pause(BETWEEN_LOOKS_MS);
    return shop;
  };
  const hand: ShopKeeping['hand'] = async (merchantId, shopId) => {
    // Of Shop itself: what pages know may be behind, and whoever owns only what they know would be given more.
    const others = (await shops.open(merchantId)).filter((one) => one !== shopId);
    if (others.length > 0) await store.people.adopt(merchantId, shopId, others);
  };
  return {
    hand,
    async open(owner, { name, timeZone }) {
      const shop = await everywhere(store, owner, () => shops.create(owner.merchantId, name, timeZone));
      await hand(owner.merchantId, shop.shopId);
      return onceKnown(owner.merchantId, shop);
    },
    change: async ({ merchantId }, shopId, { name, timeZone }, version) => onceKnown(merchantId, await shops.change(shopId, name, timeZone, version)),
  };
}
