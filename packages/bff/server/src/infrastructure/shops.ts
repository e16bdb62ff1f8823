import { Shop, type Today, type TodayHour } from '@noren/bff-contract';
import type { calls as order } from '@noren/order-contract';
import type { calls, records } from '@noren/shop-contract';
import { hide, viewUnder } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { Shops } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { decided, withCurrentState } from './decided.ts';
import { instant } from './mapping.ts';

/** Shops as the console shows them. */
export function shops({ shops: client, orders }: Pick<Contexts, 'shops' | 'orders'>): Shops {
  const get = async (shopId: string): Promise<Shop> => {
    const [shop, orderable] = await Promise.all([client.getShop({ shopId }), client.getOrderable({ shopId, at: '' })]);
    return shopView.of(shop, orderable);
  };
  const changed = async (shopId: string, ask: () => Promise<Accepted>): Promise<Shop> => {
    const now = (): Promise<Shop> => get(shopId);
    await decided(client, await withCurrentState(ask(), now), now);
    return now();
  };
  return {
    get,
    async open(merchantId) {
      const found: string[] = [];
      for (let pageToken = ''; ;) {
        const page = await client.listShops({ merchantId, pageSize: 1_000, pageToken }, { as: 'self' });
        found.push(...page.shops.flatMap(({ shopId, status }) => (status === 'closed' ? [] : [shopId])));
        pageToken = page.nextPageToken;
        if (pageToken === '') return found;
      }
    },
    async create(merchantId, name, timeZone) {
      const accepted = await client.createShop({ shopId: '', merchantId, name, timeZone, weeklyHours: [] });
      await decided(client, accepted);
      return get(accepted.made['shopId'] ?? '');
    },
    change: (shopId, name, timeZone, expectedVersion) =>
      changed(shopId, () => client.changeShop({ shopId, name, timeZone, expectedVersion, updateMask: ['name', 'time_zone'] })),
    setHours: (shopId, periods, expectedVersion) =>
      changed(shopId, () => client.setWeeklyHours({ shopId, periods: periods.map((period) => ({ ...period })), expectedVersion })),
    pause: (shopId, until, reason, expectedVersion) => changed(shopId, () => client.pauseShop({ shopId, until, reason, expectedVersion })),
    resume: (shopId, expectedVersion) => changed(shopId, () => client.resumeShop({ shopId, expectedVersion })),
    async today(shopId, named, now) {
      const { timeZone, currency } = await client.getShop({ shopId });
      const day = named ?? Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
      const hours = hoursOf(day, timeZone);
      const { from, until } = {
        from: hours[0]?.at ?? '',
        until: Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone).toInstant().toString(),
      };
      const { buckets } = await orders.getSales({ shopId, from, until, bucketMinutes: 60 });
      return toToday(day, timeZone, currency, hours, buckets);
    },
  };
}

const statuses = ['open', 'paused', 'closed'] as const;

const shopView = viewUnder(Shop)<records.Shop, calls.Orderable>()((from) => ({
  status: from(['status'], ({ status }) => statuses.find((one) => one === status) ?? 'closed'),
  pausedUntil: from(['pausedUntil'], ({ pausedUntil }) => (pausedUntil ? instant(pausedUntil) : undefined)),
  orderable: from([], (_, { orderable, reason, from: opensAt }) => ({ orderable, reason, ...(opensAt ? { opensAt: instant(opensAt) } : {}) })),
  merchantId: hide,
}));

type Hour = Pick<TodayHour, 'at' | 'label'>;

/** The hours of a day by a shop's own clock: where it goes forward or back there are 23 or 25. */
export function hoursOf(day: string, timeZone: string): readonly Hour[] {
  const date = Temporal.PlainDate.from(day);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const hours: Hour[] = [];
  for (let at = date.toZonedDateTime(timeZone); Temporal.Instant.compare(at.toInstant(), end) < 0; at = at.add({ hours: 1 }))
    hours.push({ at: new Date(at.epochMilliseconds).toISOString(), label: at.toPlainTime().toString({ smallestUnit: 'minute' }) });
  return hours;
}

function toToday(day: string, timeZone: string, currency: string, hours: readonly Hour[], buckets: readonly order.SalesBucket[]): Today {
  const ours = buckets.filter((bucket) => bucket.currency === currency || bucket.currency === '');
  const rows = hours.map(({ at, label }): TodayHour => {
    const of = ours.filter(({ from }) => Date.parse(from) === Date.parse(at));
    const sum = (count: (bucket: order.SalesBucket) => number): number => of.reduce((total, bucket) => total + count(bucket), 0);
    return {
      at,
      label,
      orders: sum(({ placed }) => placed),
      rejected: sum(({ rejected, cancelled }) => rejected + cancelled),
      sales: sum(({ sales }) => sales?.amount ?? 0),
      stockOuts: sum(({ outOfStock }) => outOfStock),
    };
  });
  const total = (count: (row: TodayHour) => number): number => rows.reduce((sum, row) => sum + count(row), 0);
  return {
    day,
    timeZone,
    currency,
    hours: rows,
    totals: {
      orders: total(({ orders }) => orders),
      rejected: total(({ rejected }) => rejected),
      sales: total(({ sales }) => sales),
      stockOuts: total(({ stockOuts }) => stockOuts),
    },
  };
}
