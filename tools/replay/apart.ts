import { setTimeout as sleep } from 'node:timers/promises';
import { modules } from '../../packages/platform/src/modules.ts';
import { type Dice, dice } from '../../packages/platform/test/faults/dice.ts';
import type { House } from '../../packages/platform/test/faults/house.ts';
import { kafkaPlace } from '../../packages/platform/test/faults/kafka-place.ts';
import { inPostgres } from '../../packages/platform/test/faults/log-view.ts';
import { identitiesOf, makeMerchant } from '../../packages/platform/test/faults/merchant.ts';
import { everyModuleAlone, splitHouse } from '../../packages/platform/test/faults/split-house.ts';
import { withHouse } from '../../packages/platform/test/faults/with-house.ts';
import type { Target } from './replay.ts';

type ApartOptions = Readonly<{ kills: number; kafka: boolean; seed: number; say: (line: string) => void }>;

const engines = modules.map(({ name }) => name).filter((name) => name.endsWith('-engine'));

/** Runs `use` against a platform of its own that has a process for each module; an engine is killed (-9) every other second or so, `kills` times in all. */
export async function withEnginesKilled<Result>(options: ApartOptions, use: (platform: Target) => Promise<Result>): Promise<Result> {
  const place = options.kafka ? await kafkaPlace() : { ...inPostgres, close: async () => {} };
  try {
    return await withHouse(
      () => splitHouse(everyModuleAlone, {}, place),
      async (house) => {
        const merchant = await makeMerchant({ address: house.address, identities: identitiesOf(house.database) }, { shops: 1, articles: 1, onHand: 1 });
        const [[shopId = ''], [sku = '']] = [merchant.shops, merchant.skus];
        const over = new AbortController();
        const killing = kill(house, options, over.signal);
        try {
          return await use({
            merchantApi: merchant.api,
            merchantLink: merchant.system,
            sample: { merchantId: merchant.merchantId, shopId, sku },
          });
        } finally {
          over.abort();
          options.say(`${await killing} engines were killed meanwhile`);
        }
      },
    );
  } finally {
    await place.close();
  }
}

/** Gives how many were killed before it was over. */
async function kill(house: House, { kills, seed }: ApartOptions, over: AbortSignal): Promise<number> {
  const chance: Dice = dice(seed);
  for (let killed = 0; ; killed += 1) {
    await sleep(500 + chance.below(1_500), undefined, { signal: over }).catch(() => undefined);
    if (killed === kills || over.aborted) return killed;
    const name = chance.one(engines);
    const victim = house.victims.find((each) => each.name === name);
    await victim?.kill();
    await victim?.revive();
  }
}
