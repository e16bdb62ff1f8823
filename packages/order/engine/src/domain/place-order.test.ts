import { describe, expect, it } from 'vitest';
import type { Order, PlaceLine, Reason } from './order.ts';
import { after, gbp, given, itemEvent, lineOf, merchantEvent, now, order, placed, shopEvent } from './events.test-support.ts';

const place = (...lines: readonly PlaceLine[]) =>
  ({ type: 'PlaceOrder', orderId: 'ord_1', shopId: 'shp_1', channel: 'eats', externalId: 'E-7', lines, decideWithinS: 0 }) as const;
const of = (sku: string, quantity = 1, charged?: number): PlaceLine => ({
  sku,
  quantity,
  ...(charged === undefined ? {} : { unitPrice: gbp(charged) }),
});
const pen = itemEvent('pen', 150);
const ink = itemEvent('ink', 499);
const says = (change: Partial<Order>) => [{ type: 'OrderPlaced', order: { ...order, ...change }, placeCommandId: 'cmd_test' } as const];
const rejects = (reasons: readonly Reason[], neverPlaced: Partial<Order>) => [
  {
    type: 'OrderRejected',
    ...after(1, 'rejected'),
    reasons,
    by: 'noren',
    placeCommandId: 'cmd_test',
    neverPlaced: { ...order, status: 'rejected', reasons, ...neverPlaced },
  } as const,
];

describe('PlaceOrder', () => {
  it('keeps names, prices and versions of the items as they are now, and the command whose waiter gets the decision', () => {
    given(shopEvent(), pen, ink)
      .when(place(of('pen', 2), of('ink')))
      .then(says({}));
  });
  it('counts at the price that was charged, and keeps ours beside it', () => {
    const charged = { unitPrice: gbp(200), total: gbp(400) };
    given(shopEvent(), pen, ink)
      .when(place(of('pen', 2, 200), of('ink')))
      .then(says({ lines: [lineOf(1, 'pen', 2, 150, charged), lineOf(2, 'ink', 1, 499)], total: gbp(899) }));
    given(shopEvent(), pen)
      .when(place(of('pen', 2, 0)))
      .then(says({ lines: [lineOf(1, 'pen', 2, 150, { unitPrice: gbp(0), total: gbp(0) })], total: gbp(0) }));
  });
  it('counts grams at the price of a kilogram, to the nearest penny', () => {
    const line = { soldBy: 'weight', total: gbp(450) } as const;
    given(shopEvent(), itemEvent('ham', 999, { soldBy: 'weight' }))
      .when(place(of('ham', 450)))
      .then(says({ lines: [lineOf(1, 'ham', 450, 999, line)], total: gbp(450) }));
  });
  it('knows an item in another spelling, twice on one order too, and keeps the spelling of the line', () => {
    const line = { itemId: 'itm_pen', name: 'A pen' };
    given(shopEvent(), pen)
      .when(place(of('PEN'), of('ｐｅｎ', 3)))
      .then(says({ lines: [lineOf(1, 'PEN', 1, 150, line), lineOf(2, 'ｐｅｎ', 3, 150, line)], total: gbp(600) }));
  });
  it('sells to the newest price heard of, whatever comes late', () => {
    given(shopEvent(), itemEvent('pen', 160, { version: 3 }), itemEvent('pen', 150, { version: 2 }))
      .when(place(of('pen')))
      .then(says({ lines: [lineOf(1, 'pen', 1, 160, { itemVersion: 3 })], total: gbp(160) }));
  });
  it('is decided within the time that the channel gives, a quarter of an hour unless it says', () => {
    given(shopEvent(), pen)
      .when({ ...place(of('pen')), decideWithinS: 60 })
      .then(says({ lines: [lineOf(1, 'pen', 1, 150)], total: gbp(150), decideBy: '2026-01-05T10:01:00.000Z' }));
  });
  it('takes 600 lines', () => {
    const lines = Array.from({ length: 600 }, () => of('pen'));
    const [event] = given(shopEvent(), pen)
      .when(place(...lines))
      .events();
    expect(event).toMatchObject({ type: 'OrderPlaced', order: { total: gbp(90_000) } });
  });

  it('is rejected at once with every reason and line where items are not sold', () => {
    given(shopEvent(), pen, itemEvent('ink', 499, { status: 'draft' }))
      .when(place(of('pen'), of('cap', 2, 100), of('ink'), of('hat')))
      .then(
        rejects(
          [
            { code: 'unknown_item', message: 'The merchant has no item cap', sku: 'cap', requested: 2 },
            { code: 'not_published', message: 'ink is not on sale', sku: 'ink', requested: 1 },
            { code: 'unknown_item', message: 'The merchant has no item hat', sku: 'hat', requested: 1 },
          ],
          {
            lines: [
              lineOf(1, 'pen', 1, 150),
              {
                line: 2,
                sku: 'cap',
                itemId: '',
                name: '',
                itemVersion: 0,
                quantity: 2,
                soldBy: 'piece',
                unitPrice: gbp(100),
                total: gbp(200),
                returned: 0,
              },
              lineOf(3, 'ink', 1, 499),
              { line: 4, sku: 'hat', itemId: '', name: '', itemVersion: 0, quantity: 1, soldBy: 'piece', total: gbp(0), returned: 0 },
            ],
            total: gbp(849),
          },
        ),
      );
  });
  it('is rejected at once where an item is priced in a currency that the shop does not take', () => {
    const euros = itemEvent('pen', 150, { price: { amount: 150, currency: 'EUR' } });
    const [event] = given(shopEvent(), euros)
      .when(place(of('pen')))
      .events();
    expect(event).toMatchObject({ type: 'OrderRejected', reasons: [{ code: 'wrong_currency', sku: 'pen' }], neverPlaced: { total: gbp(0) } });
  });
  it('is rejected at once while its merchant is suspended, and placed once it is resumed', () => {
    const [first] = given(shopEvent(), merchantEvent(true, 2), pen)
      .when(place(of('pen')))
      .events();
    expect(first).toMatchObject({ type: 'OrderRejected', reasons: [{ code: 'merchant_suspended' }], by: 'noren' });
    const [then] = given(shopEvent(), merchantEvent(true, 2), merchantEvent(false, 3), pen)
      .when(place(of('pen')))
      .events();
    expect(then).toMatchObject({ type: 'OrderPlaced' });
  });
  it('is rejected at once where the shop takes no orders now, together with what is wrong with the lines', () => {
    const codes = (shop: Parameters<typeof shopEvent>[0], at: string, ...lines: readonly PlaceLine[]) =>
      given(shopEvent(shop), pen)
        .when(place(...lines), { now: at })
        .events()
        .flatMap((event) => (event.type === 'OrderRejected' ? event.reasons.map(({ code }) => code) : []));
    expect(codes({ status: 'closed' }, now, of('pen'))).toEqual(['shop_closed']);
    expect(codes({ status: 'paused' }, now, of('pen'))).toEqual(['shop_paused']);
    expect(codes({}, '2026-01-05T17:00:00.000Z', of('pen'))).toEqual(['shop_not_open']);
    expect(codes({ status: 'paused' }, '2026-01-05T08:59:59.999Z', of('hat'))).toEqual(['shop_paused', 'shop_not_open', 'unknown_item']);
    expect(codes({ weeklyHours: [] }, now, of('pen'))).toEqual(['shop_not_open']);
    expect(codes({}, now, of('pen'))).toEqual([]);
  });
  it('is placed from the instant at which a pause ends', () => {
    const paused = shopEvent({ status: 'paused', pausedUntil: '2026-01-05T10:00:00.000Z' });
    expect(
      given(paused, pen)
        .when(place(of('pen')))
        .events()[0]?.type,
    ).toBe('OrderPlaced');
    const before = given(paused, pen).when(place(of('pen')), { now: '2026-01-05T09:59:59.999Z' });
    expect(before.events()[0]).toMatchObject({ type: 'OrderRejected', reasons: [{ code: 'shop_paused' }] });
  });
  it('rejected at once is an order all the same: it can be looked up', () => {
    const when = given(shopEvent()).when(place(of('pen')));
    expect(when.record('order', 'ord_1')).toMatchObject({ status: 'rejected', placeCommandId: 'cmd_test', reasons: [{ code: 'unknown_item' }] });
    expect(when.record('lines', 'ord_1')).toMatchObject({ lines: [{ sku: 'pen' }] });
  });

  it('refuses a shop that nobody knows, and an id that is taken', () => {
    given(pen)
      .when(place(of('pen')))
      .then({ refused: 'shop_not_found', kind: 'not_found', field: 'shopId' });
    given(shopEvent(), pen, placed)
      .when(place(of('pen')))
      .then({ refused: 'order_exists', kind: 'conflict', field: 'orderId' });
  });
  it('refuses a charged price that is no amount of the shop’s currency', () => {
    const charged = (amount: number, currency: string) => place(of('pen'), { sku: 'pen', quantity: 1, unitPrice: { amount, currency } });
    given(shopEvent(), pen).when(charged(100, 'EUR')).then({ refused: 'currency', kind: 'invalid', field: 'lines.1.unitPrice.currency' });
    for (const amount of [-1, 0.5, 2 ** 53])
      given(shopEvent(), pen).when(charged(amount, 'GBP')).then({ refused: 'invalid_request', field: 'lines.1.unitPrice.amount' });
  });
  it('refuses amounts that could not be exact', () => {
    given(shopEvent(), pen)
      .when(place(of('pen', 1_000_000_000, 10_000_000)))
      .then({ refused: 'total', kind: 'invalid', field: 'lines.0' });
    const much = of('pen', 1_000_000_000, 9_000_000);
    given(shopEvent(), pen).when(place(much, much)).then({ refused: 'total', field: 'lines' });
  });
  it('refuses what is no order', () => {
    const shop = shopEvent();
    given(shop).when(place()).then({ refused: 'invalid_request', kind: 'invalid', field: 'lines' });
    for (const quantity of [0, -1, 0.5, 1_000_000_001])
      given(shop)
        .when(place(of('pen'), of('pen', quantity)))
        .then({ refused: 'invalid_request', field: 'lines.1.quantity' });
    given(shop)
      .when(place(of('p\u0000n')))
      .then({ refused: 'invalid_request', field: 'lines.0.sku' });
    given(shop)
      .when({ ...place(of('pen')), orderId: 'order-1' })
      .then({ refused: 'invalid_request', field: 'orderId' });
    given(shop)
      .when({ ...place(of('pen')), shopId: '' })
      .then({ refused: 'invalid_request', field: 'shopId' });
    given(shop)
      .when({ ...place(of('pen')), externalId: 'a\nb' })
      .then({ refused: 'invalid_request', field: 'externalId' });
    given(shop)
      .when({ ...place(of('pen')), decideWithinS: -1 })
      .then({ refused: 'invalid_request', field: 'decideWithinS' });
  });
});
