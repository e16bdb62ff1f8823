import { type DecisionContext, isId, type Keys, type View } from '@noren/kernel';
import { limits } from '@noren/order-contract/limits';
import { refusal } from '@noren/order-contract/refusals';
import { isKeptSku } from '@noren/item-contract/sku';
import { whyNoOrders } from '@noren/shop-contract/takes-orders';
import { type Article, articleKey, type CommandHandler, type Order, type OrderCommand, type OrderRecords, type Reason, type ShopInfo } from './order.ts';
import { orderTotal, pricedLine } from './price-lines.ts';
import { eventOf } from './the-order.ts';
import { checkExternalId, checkCharged, checkDeadline, checkIds, checkPlaceLines, checkText, isOrderId } from './validation.ts';
import { lineReasons } from './why-not.ts';

type PlaceOrder = Extract<OrderCommand, { type: 'PlaceOrder' }>;

/**
 * A consumer platform wants something of a shop. Placed: names and prices are kept as they are now, and stock is asked for. Rejected at once, with every
 * reason and line, where shop or items do not sell now: that is an answer, not a refusal. Refused: what is no order at all.
 */
export const placeOrder: CommandHandler<'PlaceOrder'> = {
  reads: (command, view) => placeKeys(command, view),
  decide(view, command, facts) {
    const shop = checked(view, command);
    const articles = command.lines.map(({ sku }) => view.article(articleKey(shop.merchantId, sku)));
    const order = asPlaced(command, shop, articles, facts);
    const shopReasons = whyNoOrders(shop, view.merchantInfo(shop.merchantId), facts.now).map(({ code, message }): Reason => ({ code, message }));
    const reasons = [...shopReasons, ...command.lines.flatMap((line, at) => lineReasons(line, articles[at], shop.currency))];
    const placeCommandId = facts.commandId;
    if (reasons.length === 0) return [{ type: 'OrderPlaced', order, placeCommandId }];
    const neverPlaced: Order = { ...order, status: 'rejected', reasons };
    return [{ ...eventOf('OrderRejected', neverPlaced, facts.now), reasons, by: 'noren', placeCommandId, neverPlaced }];
  },
};

/** The shop first: it says whose items the lines name. */
function placeKeys({ orderId, shopId, lines }: PlaceOrder, view: View<OrderRecords>): Keys<OrderRecords> {
  if (!isOrderId(orderId) || !isId(shopId)) return {};
  const shop = view.shopInfo(shopId);
  const article = shop ? lines.flatMap(({ sku }) => (isKeptSku(sku) ? [articleKey(shop.merchantId, sku)] : [])) : [];
  return { shopInfo: [shopId], merchantInfo: shop ? [shop.merchantId] : [], order: [orderId], lines: [orderId], article };
}

function checked(view: View<OrderRecords>, { orderId, shopId, channel, externalId, lines, decideWithinS }: PlaceOrder): ShopInfo {
  checkIds(orderId, shopId);
  checkText(channel, limits.channelCharacters, 'channel');
  checkExternalId(externalId);
  checkPlaceLines(lines);
  checkDeadline(decideWithinS);
  if (view.order(orderId)) throw refusal('order_exists', 'orderId');
  const shop = view.shopInfo(shopId);
  if (!shop) throw refusal('shop_not_found', 'shopId');
  checkCharged(lines, shop.currency);
  return shop;
}

function asPlaced(command: PlaceOrder, { merchantId, currency }: ShopInfo, articles: readonly (Article | undefined)[], { now }: DecisionContext): Order {
  const { orderId, shopId, channel, externalId } = command;
  const lines = command.lines.map((line, at) => pricedLine(line, at, articles[at], currency));
  const decideBy = new Date(Date.parse(now) + (command.decideWithinS || limits.usuallyDecideWithinS) * 1_000).toISOString();
  const total = orderTotal(lines, currency);
  return {
    orderId,
    shopId,
    merchantId,
    channel,
    externalId,
    status: 'placed',
    lines,
    total,
    reasons: [],
    placedAt: now,
    updatedAt: now,
    decideBy,
    readyInMinutes: 0,
    version: 1,
  };
}
