import type { View } from '@noren/kernel';
import type { Article, MerchantInfo, OrderEvent, OrderLines, OrderRecord, OrderRecords, ShopInfo } from '../domain/order.ts';
import { articles, type ItemEvent } from './articles.ts';
import { orderRules } from './rules.ts';
import { shops, type ShopEvent } from './shops.ts';

/** Order's records in memory, moved by events. */
export function memory(): Readonly<{ view: View<OrderRecords>; take(event: OrderEvent | ItemEvent | ShopEvent): void }> {
  const order = new Map<string, OrderRecord>();
  const lines = new Map<string, OrderLines>();
  const article = new Map<string, Article>();
  const shopInfo = new Map<string, ShopInfo>();
  const merchantInfo = new Map<string, MerchantInfo>();
  const view: View<OrderRecords> = {
    order: (key) => order.get(key),
    lines: (key) => lines.get(key),
    article: (key) => article.get(key),
    shopInfo: (key) => shopInfo.get(key),
    merchantInfo: (key) => merchantInfo.get(key),
  };
  const keep = <T>(into: Map<string, T>, changes: Readonly<Record<string, T | null>> = {}): void => {
    for (const [key, record] of Object.entries(changes)) if (record !== null) into.set(key, record);
  };
  return {
    view,
    take(event) {
      if ('item' in event) return keep(article, articles.apply(view, event).article);
      if ('shop' in event || 'merchant' in event) {
        const { shopInfo: ofShop, merchantInfo: ofMerchant } = shops.apply(view, event);
        keep(shopInfo, ofShop);
        return keep(merchantInfo, ofMerchant);
      }
      const changes = orderRules.evolve(view, event);
      keep(order, changes.order);
      keep(lines, changes.lines);
    },
  };
}
