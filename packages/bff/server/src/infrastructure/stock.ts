import type { Ledger, LinesAnswer, StockRow } from '@noren/bff-contract';
import { foldText } from '@noren/kernel';
import type { records } from '@noren/inventory-contract';
import type { records as items } from '@noren/item-contract';
import { scannedCode } from '@noren/item-contract/scanned-code';
import { isKeptSku } from '@noren/item-contract/sku';
import { nextCursorOf } from '@noren/service-kit';
import type { Accepted } from '@noren/wire';
import type { NamesOf, Stock } from '../application/ports.ts';
import { itemNotFound, pageSize } from './catalogue.ts';
import type { Contexts } from './contexts.ts';
import { lineAnswers, outcomesOf } from './decided.ts';
import { byOf, instant, personOf, soldBy, toNames } from './mapping.ts';

const LEDGER_PAGE = 100;
type Needs = Pick<Contexts, 'items' | 'inventory'>;
type Level = Pick<records.StockLevel, 'sku' | 'onHand' | 'reserved' | 'safety' | 'short' | 'available'>;

/** What a shop holds, each article with its names: Inventory's levels joined with Item's catalogue, a call each a page. */
export function stock(needs: Needs, namesOf: NamesOf): Stock {
  const { inventory, items: catalogue } = needs;
  const named = async (merchantId: string, levels: readonly Level[]): Promise<StockRow[]> => {
    if (levels.length === 0) return [];
    const { items: found } = await catalogue.getItems({ merchantId, skus: levels.map(({ sku }) => sku) });
    const bySku = new Map(found.map((item) => [foldText(item.sku), item]));
    return levels.map((level) => toRow(level, bySku.get(foldText(level.sku))));
  };
  const list = async (merchantId: string, request: Parameters<typeof inventory.listStock>[0]) => {
    const { levels, nextPageToken } = await inventory.listStock(request);
    return { levels: await named(merchantId, levels), ...nextCursorOf(nextPageToken) };
  };
  const lines = async (accepted: Accepted, of: readonly Readonly<{ sku: string }>[]): Promise<LinesAnswer> => ({
    lines: lineAnswers(
      await outcomesOf(inventory, accepted),
      of.map(({ sku }) => sku),
    ),
  });
  const levelsFrom = (cursor: string) => ({ low: false, atMost: undefined, skuPrefix: '', pageSize: pageSize(cursor), pageToken: cursor }) as const;

  return {
    levels: (merchantId, shopId, text, cursor) =>
      text === '' ? list(merchantId, { ...levelsFrom(cursor), shopId }) : found(needs, merchantId, shopId, text, cursor),
    low: (merchantId, shopId, atMost, cursor) => list(merchantId, { ...levelsFrom(cursor), shopId, low: true, atMost }),
    async scan(merchantId, shopId, code) {
      const { text, gtins } = scannedCode(code);
      const articles = await itemsOfCode(needs, merchantId, [code, text], gtins);
      const skus = articles.length > 0 ? articles.map(({ sku }) => sku) : [text];
      const { levels } = skus.every(isKeptSku) ? await inventory.getStock({ shopId, skus }) : { levels: [] };
      const bySku = new Map(levels.map((level) => [foldText(level.sku), level]));
      const rows = articles.map((item) => toRow(bySku.get(foldText(item.sku)) ?? nothingOf(item.sku), item));
      const [first = levels[0] && toRow(levels[0], undefined), ...others] = rows;
      if (!first) throw itemNotFound(code);
      return { ...first, ...(others.length > 0 ? { others } : {}) };
    },
    counts: (shopId) => inventory.countStock({ shopId }),
    adjust: async (shopId, of) => lines(await inventory.adjustStock({ shopId, lines: of.map((line) => ({ ...line })) }), of),
    async count(shopId, of) {
      const counted = of.map(({ sku, onHand, expected, soldBy: unit }) => ({ sku, onHand, expectedOnHand: expected, soldBy: unit }));
      return lines(await inventory.setStock({ shopId, lines: counted, reason: 'counted' }), of);
    },
    setSafety: async (shopId, of) => lines(await inventory.setSafetyStock({ shopId, lines: of.map((line) => ({ ...line })) }), of),
    ledger: (merchantId, shopId, sku, range, cursor) => ledger(needs, namesOf, { merchantId, shopId, sku }, range, cursor),
    async history(shopId, sku, from, until) {
      const minutes = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(from)) / 60_000 / 500));
      const { points } = await inventory.getLevelHistory({ shopId, sku, from, until, bucketMinutes: minutes });
      return { points: points.map(({ at, onHand, reserved, safety }) => ({ at: instant(at), onHand, reserved, safety })) };
    },
  };
}

/** Articles of the catalogue that fit the words, with what the shop holds of them. */
async function found({ items, inventory }: Needs, merchantId: string, shopId: string, text: string, cursor: string) {
  const rest = { skuPrefix: '', gtin: '', status: '', categoryIds: [], unfiled: false, withTotal: false };
  const page = await items.searchItems({ merchantId, text, pageSize: pageSize(cursor), pageToken: cursor, ...rest });
  const articles = page.found.flatMap(({ item }) => item ?? []);
  const { levels } = articles.length === 0 ? { levels: [] } : await inventory.getStock({ shopId, skus: articles.map(({ sku }) => sku) });
  const bySku = new Map(levels.map((level) => [foldText(level.sku), level]));
  return { levels: articles.map((item) => toRow(bySku.get(foldText(item.sku)) ?? nothingOf(item.sku), item)), ...nextCursorOf(page.nextPageToken) };
}

/** What a scanner read: the article of that SKU first, since a merchant may use bar codes as SKUs, then all that bear the GTIN. */
async function itemsOfCode({ items }: Needs, merchantId: string, skus: readonly string[], gtins: readonly string[]): Promise<readonly items.Item[]> {
  const wanted = skus.filter(isKeptSku);
  const [bySku, byGtin] = await Promise.all([
    wanted.length === 0 ? { items: [] } : items.getItems({ merchantId, skus: wanted }),
    gtins.length === 0 ? { items: [] } : items.getItemsByGtin({ merchantId, gtins: [...gtins] }),
  ]);
  return [...new Map([...bySku.items, ...byGtin.items].map((item) => [item.itemId, item])).values()];
}

async function ledger(
  { inventory, items }: Needs,
  namesOf: NamesOf,
  { merchantId, shopId, sku }: Readonly<{ merchantId: string; shopId: string; sku: string }>,
  { from, until }: Readonly<{ from?: string | undefined; until?: string | undefined }>,
  cursor: string,
): Promise<Ledger> {
  const place = cursorOf(cursor);
  const [{ entries, nextPageToken }, { levels }, { items: found }] = await Promise.all([
    inventory.listLedger({ shopId, sku, pageSize: LEDGER_PAGE, pageToken: place.token, from: from ?? '', until: until ?? '' }),
    inventory.getStock({ shopId, skus: [sku] }),
    items.getItems({ merchantId, skus: [sku] }),
  ]);
  const level = levels[0] ?? (found[0] ? nothingOf(found[0].sku) : undefined);
  if (!level) throw itemNotFound(sku);
  const last = place.onHand ?? (await onHandAt({ inventory }, shopId, sku, until, level.onHand));
  const names = await namesOf(entries.flatMap(({ actor }) => personOf(actor)));
  let after = last;
  const rows = entries.map(({ entry, at, onHandDelta, reservedDelta, safetyDelta, reason, actor, holder }) => {
    const onHand = after;
    after -= onHandDelta;
    const by = byOf(actor, names);
    return { entry, at: instant(at), onHandDelta, reservedDelta, safetyDelta, onHand, reason, by, ...(holder.startsWith('ord_') ? { orderId: holder } : {}) };
  });
  return { level: toRow(level, found[0]), entries: rows, ...(nextPageToken === '' ? {} : { nextCursor: `${after}.${nextPageToken}` }) };
}

/** What was on hand at the end of a range: the ledger tells changes, newest first, so each row's level is counted back from there. */
async function onHandAt({ inventory }: Pick<Contexts, 'inventory'>, shopId: string, sku: string, until: string | undefined, now: number): Promise<number> {
  if (until === undefined || Date.parse(until) >= Date.now()) return now;
  const { points } = await inventory.getLevelHistory({ shopId, sku, from: until, until, bucketMinutes: 1 });
  return points[0]?.onHand ?? now;
}

/** A page goes on from the level at which the one before ended. */
function cursorOf(cursor: string): Readonly<{ token: string; onHand: number | undefined }> {
  const [, onHand, token = ''] = /^(-?\d{1,15})\.(.+)$/s.exec(cursor) ?? [];
  return onHand === undefined ? { token: cursor, onHand: undefined } : { token, onHand: Number(onHand) };
}

const nothingOf = (sku: string): Level => ({ sku, onHand: 0, reserved: 0, safety: 0, short: 0, available: 0 });

const toRow = ({ sku, onHand, reserved, safety, short, available }: Level, item: items.Item | undefined): StockRow => ({
  sku: item?.sku ?? sku,
  ...(item ? { names: toNames(item.names) } : {}),
  ...(item?.gtin ? { gtin: item.gtin } : {}),
  soldBy: soldBy(item?.soldBy ?? ''),
  onHand,
  reserved,
  safety,
  available,
  short,
});
