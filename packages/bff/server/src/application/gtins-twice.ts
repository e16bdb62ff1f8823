import type { RowFault } from '@noren/bff-contract';
import { gtin14 } from '@noren/item-contract/gtin';
import { foldText } from '@noren/kernel';
import type { Compared } from './compare.ts';
import type { FileProblem, ImportTarget } from './ports.ts';

type Bearer = Readonly<{ sku: string; gtin: string }>;
const GTINS_A_CALL = 500;

/**
 * Rows that change something and whose GTIN, in any of its lengths, other items or rows of the file bear too once the file is applied: they stand, and look like a
 * mistake.
 */
export async function gtinsTwice(target: Pick<ImportTarget, 'bearersOf'>, merchantId: string, rows: readonly Compared[]): Promise<readonly FileProblem[]> {
  const inFile = rows.map(({ item: { sku, fields } }) => ({ sku, gtin: fields.gtin }));
  const said = new Set(inFile.map(({ sku }) => foldText(sku)));
  const wanted = [...new Set(inFile.flatMap(({ gtin }) => gtin ?? []))];
  const known: Bearer[] = [];
  for (let from = 0; from < wanted.length; from += GTINS_A_CALL) known.push(...(await target.bearersOf(merchantId, wanted.slice(from, from + GTINS_A_CALL))));
  // Of what is in the file the file says which GTIN it has then.
  const others = known.filter(({ sku }) => !said.has(foldText(sku)));
  const bearers = Map.groupBy([...others, ...inFile.flatMap(({ sku, gtin }) => (gtin === undefined ? [] : [{ sku, gtin }]))], ({ gtin }) => gtin14(gtin));
  return rows.flatMap(({ line, kind, item: { sku, fields } }) => {
    const all = kind === 'same' || fields.gtin === undefined ? [] : (bearers.get(gtin14(fields.gtin)) ?? []);
    const skus = all.flatMap((one) => (foldText(one.sku) === foldText(sku) ? [] : [one.sku]));
    if (skus.length === 0) return [];
    const values = { skus: skus.slice(0, 5).join(', ') };
    const where = { line, column: 'gtin', code: 'gtin_twice' satisfies RowFault };
    return [{ ...where, values, reason: `it stands, but its GTIN is also that of ${values.skus}`, stands: true }];
  });
}
