import { createHash } from 'node:crypto';
import type { RowFault } from '@noren/bff-contract';
import { foldText } from '@noren/kernel';
import type { records as tree } from '@noren/category-contract';
import { categoryIdOf, pathsOf } from '@noren/merchant-link-files';
import type { Accepted, Outcome } from '@noren/wire';
import type { FileProblem, ImportRow, ImportTarget, CurrentItem } from '../application/ports.ts';
import { toData, toItem } from './catalogue.ts';
import type { Contexts } from './contexts.ts';
import { outcomesOf } from './decided.ts';

/** A piece of a run waits for its decisions as long as a large batch may take. */
const WITHIN_MS = 30_000;
type Needs = Pick<Contexts, 'items' | 'categories' | 'inventory'>;
type Row = Readonly<{ line: number; item: ImportRow }>;

/** Where a file's rows go: items, the categories that they name, and a shop's stock. */
export const importTarget = (needs: Needs): ImportTarget => ({
  async current(merchantId, shopId, skus) {
    const [{ items }, { filings }, { categories }, levels] = await Promise.all([
      needs.items.getItems({ merchantId, skus: [...skus] }),
      needs.categories.getFilings({ merchantId, skus: [...skus] }),
      needs.categories.getTree({ merchantId }),
      shopId === undefined ? undefined : needs.inventory.getStock({ shopId, skus: [...skus] }),
    ]);
    const filed = new Map(filings.map(({ sku, categoryId }) => [foldText(sku), categoryId]));
    const held = new Map(levels?.levels.map(({ sku, onHand }) => [foldText(sku), onHand]));
    const paths = pathsOf(categories);
    return new Map(
      items.map((item): [string, CurrentItem] => {
        const folded = foldText(item.sku);
        const categoryId = filed.get(folded) ?? '';
        return [folded, { item: toItem(item, categoryId), category: paths.get(categoryId) ?? [], onHand: held.get(folded) }];
      }),
    );
  },
  async apply(merchantId, shopId, rows, key) {
    const lines = rows.map(({ item: { sku, fields, version } }) => toData(sku, fields, version));
    const items = await settled(needs.items, await needs.items.upsertItems({ merchantId, lines }, { idempotencyKey: `${key}-items` }), rows);
    const filed = await fileRows(needs, merchantId, items.good, key);
    const stocked = shopId === undefined ? [] : await setStock(needs, shopId, items.good, key);
    return [...items.problems, ...filed, ...stocked];
  },
});

async function fileRows({ categories }: Needs, merchantId: string, rows: readonly Row[], key: string): Promise<readonly FileProblem[]> {
  const filed = rows.flatMap(({ line, item }) => (item.category ? [{ line, item, path: item.category }] : []));
  if (filed.length === 0) return [];
  const known = (await categories.getTree({ merchantId })).categories;
  const places = byName(known);
  const made = new Map<string, Readonly<{ categoryId: string; parentId: string; name: string; position: number }>>();
  const lines = filed.map(({ item, path }) => ({ sku: item.sku, categoryId: placeOf(merchantId, places, path, made) }));
  if (made.size > 0) {
    const wanted = [...made.values()].map(({ categoryId, parentId, name, position }) => ({
      categoryId,
      parentId,
      names: [{ language: 'und', text: name }],
      position,
    }));
    // Where the piece is repeated, some of them may be there: what is asked then is another request, and needs another key. Their ids are made of their paths.
    const digest = createHash('sha256').update(JSON.stringify(wanted)).digest('base64url').slice(0, 16);
    await outcomesOf(
      categories,
      await categories.createCategories({ merchantId, lines: wanted }, { idempotencyKey: `${key}-categories-${digest}` }),
      WITHIN_MS,
    );
  }
  return (await settled(categories, await categories.fileItems({ merchantId, lines }, { idempotencyKey: `${key}-filings` }), filed, 'category')).problems;
}

async function setStock({ inventory }: Needs, shopId: string, rows: readonly Row[], key: string): Promise<readonly FileProblem[]> {
  const counted = rows.flatMap(({ line, item }) => (item.onHand === undefined ? [] : [{ line, item, onHand: item.onHand }]));
  if (counted.length === 0) return [];
  const lines = counted.map(({ item: { sku }, onHand }) => ({ sku, onHand, expectedOnHand: undefined }));
  const accepted = await inventory.setStock({ shopId, lines, reason: 'counted' }, { idempotencyKey: `${key}-stock` });
  return (await settled(inventory, accepted, counted, 'on_hand')).problems;
}

/** The rows that were done, and what was refused of the others. Throws where something is not decided yet: the piece is then repeated under the same keys. */
async function settled<Of extends Row>(
  client: Parameters<typeof outcomesOf>[0],
  accepted: Accepted,
  rows: readonly Of[],
  column = '',
): Promise<Readonly<{ good: readonly Of[]; problems: readonly FileProblem[] }>> {
  const outcomes = await outcomesOf(client, accepted, WITHIN_MS);
  if (outcomes.length < rows.length || outcomes.some(({ status }) => status === 'pending')) throw new Error('some rows are not decided yet');
  const problems = rows.flatMap(({ line }, at) => problemOf(line, column, outcomes[at]));
  return { good: rows.filter((_, at) => outcomes[at]?.status === 'done'), problems };
}

function problemOf(line: number, column: string, outcome: Outcome | undefined): readonly FileProblem[] {
  if (outcome?.status === 'done') return [];
  const { refusal } = outcome ?? {};
  if (!refusal) return [{ line, column, code: 'set_aside' satisfies RowFault, values: {}, reason: 'it was set aside: something went wrong on our side' }];
  return [{ line, column: refusal.field || column, code: refusal.code, values: {}, reason: refusal.message }];
}

/** Categories by the folder that they are in and a name of theirs, as names are compared; of several the first. */
type Places = Readonly<{ count: number; at(parentId: string, name: string): string | undefined }>;

function byName(known: readonly tree.Category[]): Places {
  const places = new Map<string, string>();
  const key = (parentId: string, name: string): string => `${parentId}\n${foldText(name)}`;
  for (const { categoryId, parentId, names } of known)
    for (const { text } of names) if (!places.has(key(parentId, text))) places.set(key(parentId, text), categoryId);
  return { count: known.length, at: (parentId, name) => places.get(key(parentId, name)) };
}

/** The category that a path names: by its names in any language where it is there, else one to be made, whose id is made of its path. */
function placeOf(
  merchantId: string,
  places: Places,
  path: readonly string[],
  made: Map<string, Readonly<{ categoryId: string; parentId: string; name: string; position: number }>>,
): string {
  let parentId = '';
  for (const [depth, name] of path.entries()) {
    const there = places.at(parentId, name);
    const categoryId = there ?? categoryIdOf(merchantId, path.slice(0, depth + 1));
    if (there === undefined && !made.has(categoryId)) made.set(categoryId, { categoryId, parentId, name, position: places.count + made.size });
    parentId = categoryId;
  }
  return parentId;
}
