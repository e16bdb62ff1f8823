import { gtin14, isGtin } from '@noren/item-contract/gtin';
import { limits } from '@noren/item-contract/limits';
import { isKeptSku } from '@noren/item-contract/sku';
import { foldText } from '@noren/kernel';
import { Unavailable } from '@noren/service-kit';
import type { KnownItems } from './ports.ts';
import type { LineAnswer } from './schemas.ts';

type Warning = NonNullable<LineAnswer['warning']>;
type Answered<Line> = Readonly<{ lines: readonly Line[]; answers: readonly LineAnswer[] }>;

/** Lines that were done and whose GTIN other articles bear too are told of these: packs and variants may share one, but a mistake looks just so. */
export async function warnOfGtins(
  items: KnownItems,
  merchantId: string,
  { lines, answers }: Answered<Readonly<{ sku: string; gtin?: string | null | undefined }>>,
) {
  const gtinOf = (at: number): string | undefined => {
    const gtin = answers[at]?.status === 'done' ? lines[at]?.gtin : undefined;
    return gtin && isGtin(gtin) ? gtin14(gtin) : undefined;
  };
  const wanted = [...lines.keys()].flatMap((at) => gtinOf(at) ?? []);
  const found = await known(wanted, (gtins) => items.getItemsByGtin({ merchantId, gtins }));
  if (!found) return answers;
  const bearers = Map.groupBy(found, ({ gtin = '' }) => gtin14(gtin));
  return warned(answers, (at): Warning | undefined => {
    const own = foldText(lines[at]?.sku ?? '');
    const others = bearers.get(gtinOf(at) ?? '')?.filter(({ sku }) => foldText(sku) !== own) ?? [];
    if (others.length === 0) return undefined;
    const some = others.slice(0, 5).map(({ sku }) => sku);
    return {
      code: 'gtin_twice',
      message: `It stands, but its GTIN is also that of ${some.join(', ')}${others.length > some.length ? '…' : ''}`,
      field: 'gtin',
    };
  });
}

/** Lines of stock that were done though no item has their SKU: what lies there lies there, but a mistyped SKU looks just so. */
export async function warnOfSkus(items: KnownItems, merchantId: string, { lines, answers }: Answered<Readonly<{ sku: string }>>) {
  const done = lines.flatMap(({ sku }, at) => (answers[at]?.status === 'done' && isKeptSku(sku) ? [sku] : []));
  const found = await known(done, (skus) => items.getItems({ merchantId, skus }));
  if (!found) return answers;
  const there = new Set(found.map(({ sku }) => foldText(sku)));
  return warned(answers, (at): Warning | undefined =>
    answers[at]?.status === 'done' && !there.has(foldText(lines[at]?.sku ?? ''))
      ? { code: 'unknown_sku', message: 'It stands, but the merchant has no item of this SKU', field: 'sku' }
      : undefined,
  );
}

/** What Item knows of these, asked for in calls as large as it takes; nothing where it is away: what was done is done, and its answer waits for nobody. */
async function known<Found>(
  wanted: readonly string[],
  ask: (some: string[]) => Promise<Readonly<{ items: readonly Found[] }>>,
): Promise<readonly Found[] | undefined> {
  const all = [...new Set(wanted)];
  const found: Found[] = [];
  try {
    for (let from = 0; from < all.length; from += limits.skusACall) found.push(...(await ask(all.slice(from, from + limits.skusACall))).items);
    return found;
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}

const warned = (answers: readonly LineAnswer[], warningOf: (at: number) => Warning | undefined): readonly LineAnswer[] =>
  answers.map((answer, at) => {
    const warning = warningOf(at);
    return warning ? { ...answer, warning } : answer;
  });
