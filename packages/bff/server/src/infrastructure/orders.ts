import {
  type Board,
  type Column,
  columns,
  type Names,
  OrderCard,
  OrderDetail,
  type OrderHappening,
  OrderLine,
  type OrderPage,
  OrderState,
} from '@noren/bff-contract';
import { foldText, type Refusal } from '@noren/kernel';
import type { calls, records } from '@noren/order-contract';
import { refusal } from '@noren/order-contract/refusals';
import { actorName, type FieldFrom, hide, nextCursorOf, viewUnder } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { NamesOf, Orders } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { decided, withCurrentState } from './decided.ts';
import { byOf, instant, personOf, soldBy, toNames } from './mapping.ts';

const OPEN_PAGE = 200;
const DONE_PAGE = 50;
const DAY_MS = 24 * 60 * 60_000;

/** Orders as the console shows them: Order's own words joined with the names of those who acted. */
export function orders({ orders: client, items }: Pick<Contexts, 'orders' | 'items'>, namesOf: NamesOf): Orders {
  const page = async (shopId: string, column: Column, pageToken: string): Promise<OrderPage> => {
    const isDone = column === 'done';
    const { orders: found, nextPageToken } = await client.listOrders({
      shopId,
      statuses: [...columns[column]],
      pageSize: isDone ? DONE_PAGE : OPEN_PAGE,
      pageToken,
      newestFirst: isDone,
      placedFrom: '',
      placedUntil: '',
    });
    const nameOf = await articles(items, found, NAMES_ON_A_CARD);
    return { orders: found.map((order) => cardView.of(order, { nameOf, history: [] })), ...nextCursorOf(nextPageToken) };
  };

  const get = async (shopId: string, orderId: string): Promise<OrderDetail> => {
    const [order, { entries }] = await Promise.all([client.getOrder({ orderId }), client.getOrderHistory({ orderId })]);
    // An order of another shop of theirs is not at this address.
    if (order.shopId !== shopId) throw orderNotFound();
    const [names, nameOf] = await Promise.all([namesOf(entries.flatMap(({ actor }) => personOf(actor))), articles(items, [order])]);
    return detailView.of(order, { nameOf, history: entries.map((entry) => toHappening(entry, names)) });
  };

  /** Moves an order on and gives it as it is then. Where somebody was faster, the conflict comes with the order as they left it. */
  const moved = async (shopId: string, orderId: string, ask: () => Promise<Accepted>): Promise<OrderDetail> => {
    const now = (): Promise<OrderDetail> => get(shopId, orderId);
    const { shopId: its } = await client.getOrder({ orderId });
    if (its !== shopId) throw orderNotFound();
    await decided(client, await withCurrentState(ask(), now), now);
    return now();
  };

  return {
    async board(shopId, now) {
      const [fresh, accepted, ready, done, { counts }] = await Promise.all([
        page(shopId, 'new', ''),
        page(shopId, 'accepted', ''),
        page(shopId, 'ready', ''),
        page(shopId, 'done', ''),
        client.countOrders({ shopId, endedSince: new Date(now.getTime() - DAY_MS).toISOString() }),
      ]);
      return { columns: { new: fresh, accepted, ready, done }, counts: countsOf(counts) };
    },
    page,
    get,
    accept: (shopId, orderId, expectedVersion, readyInMinutes) =>
      moved(shopId, orderId, () => client.acceptOrder({ orderId, readyInMinutes, expectedVersion })),
    reject: (shopId, orderId, expectedVersion, reason, message) =>
      moved(shopId, orderId, () => client.rejectOrder({ orderId, reason, message, expectedVersion })),
    markReady: (shopId, orderId, expectedVersion) => moved(shopId, orderId, () => client.markReady({ orderId, expectedVersion })),
    handOver: (shopId, orderId, expectedVersion) => moved(shopId, orderId, () => client.handOver({ orderId, expectedVersion })),
    cancel: (shopId, orderId, expectedVersion, reason) => moved(shopId, orderId, () => client.cancelOrder({ orderId, reason, expectedVersion })),
  };
}

const orderNotFound = (): Refusal => refusal('order_not_found', 'orderId');

function countsOf(counts: readonly calls.StatusCount[]): Board['counts'] {
  const of = (column: Column): number => {
    const states: readonly string[] = columns[column];
    return counts.filter(({ status }) => states.includes(status)).reduce((sum, { orders: count }) => sum + count, 0);
  };
  return { new: of('new'), accepted: of('accepted'), ready: of('ready'), done: of('done') };
}

const NAMES_ON_A_CARD = 3;

type NameOf = (line: Pick<records.OrderLine, 'sku' | 'name'>) => Names;

/** At most so many articles are asked for at once. */
const MAX_ARTICLES = 1_000;

/** What the catalogue calls the articles of orders: who packs them reads it in their own language. The catalogue may be away; then the order's own words have to do. */
async function articles(items: Contexts['items'], found: readonly records.Order[], lines?: number): Promise<NameOf> {
  const skus = [...new Set(found.flatMap((order) => order.lines.slice(0, lines).map(({ sku }) => sku)))].slice(0, MAX_ARTICLES);
  const merchantId = found[0]?.merchantId ?? '';
  const catalogued =
    skus.length === 0
      ? []
      : await items.getItems({ merchantId, skus }).then(
          (answer) => answer.items,
          () => [],
        );
  const known = new Map(catalogued.map(({ sku, names }) => [foldText(sku), toNames(names)]));
  return ({ sku, name }) => ({ und: name || sku, ...known.get(foldText(sku)) });
}

/** So much of an id tells the orders of a day apart, and can be said aloud. */
const SPOKEN = 6;

/** What people at the counter call an order: as the consumer platform does, or where that calls it nothing, by the end of its id. */
const calledAtTheCounter = ({ externalId, orderId }: Pick<records.Order, 'externalId' | 'orderId'>): string =>
  externalId || `…${orderId.slice(-SPOKEN).toUpperCase()}`;

/** What is shown of an order besides itself. */
type Beside = Readonly<{ nameOf: NameOf; history: readonly OrderHappening[] }>;

/** What a card and the whole order show in the same way. */
const common = (from: FieldFrom<records.Order, Beside>) => ({
  channel: from(['channel'], ({ channel }) => actorName(channel)),
  externalId: from(['externalId', 'orderId'], calledAtTheCounter),
  state: from(['status'], ({ status }) => stateOf(status)),
  units: from(['lines'], ({ lines }) => lines.reduce((sum, line) => sum + (line.soldBy === 'weight' ? 1 : line.quantity), 0)),
  names: from(['lines'], ({ lines }, { nameOf }) => lines.slice(0, NAMES_ON_A_CARD).map(nameOf)),
  placedAt: from(['placedAt'], ({ placedAt }) => instant(placedAt)),
  updatedAt: from(['updatedAt'], ({ updatedAt }) => instant(updatedAt)),
  readyInMinutes: from(['readyInMinutes'], ({ readyInMinutes }) => (readyInMinutes > 0 ? readyInMinutes : undefined)),
  merchantId: hide,
  // Nobody at the counter can change it.
  decideBy: hide,
});

const cardView = viewUnder(OrderCard)<records.Order, Beside>()((from) => ({
  ...common(from),
  lines: from(['lines'], ({ lines }) => lines.length),
  reasons: hide,
}));

const detailView = viewUnder(OrderDetail)<records.Order, Beside>()((from) => ({
  ...common(from),
  lines: from(['lines'], ({ lines }, { nameOf }) => lines.map((line) => lineView.of(line, nameOf))),
  reasons: from(['reasons'], ({ reasons }) => reasons.map((reason) => reasonView.of(reason))),
  history: from([], (_, { history }) => history),
}));

const lineView = viewUnder(OrderLine)<records.OrderLine, NameOf>()((from) => ({
  names: from(['sku', 'name'], (line, nameOf) => nameOf(line)),
  soldBy: from(['soldBy'], (line) => soldBy(line.soldBy)),
  unitPrice: from(['unitPrice', 'listPrice'], ({ unitPrice, listPrice }) => unitPrice ?? listPrice),
  itemId: hide,
  itemVersion: hide,
}));

const reasonView = viewUnder(OrderDetail.shape.reasons.element)<records.Reason>()(() => ({ requested: hide, available: hide }));

/** Accepted for decision and not decided: to a person it has been placed. */
const stateOf = (status: string): OrderCard['state'] => OrderState.safeParse(status).data ?? 'placed';

function toHappening(entry: calls.OrderHistoryEntry, names: ReadonlyMap<string, string>): OrderHappening {
  const reason = entry.reason || entry.reasons.map(({ message, code }) => message || code).join('; ');
  return {
    at: instant(entry.at),
    what: entry.event === 'LinesReturned' ? 'returned' : stateOf(entry.status),
    by: entry.actorKind === 'noren' ? { kind: 'noren', name: 'Noren' } : byOf(entry.actor, names),
    ...(reason === '' ? {} : { reason }),
    ...(entry.readyInMinutes > 0 ? { readyInMinutes: entry.readyInMinutes } : {}),
  };
}
