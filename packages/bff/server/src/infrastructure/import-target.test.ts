import { Refusal } from '@noren/kernel';
import { expect, it } from 'vitest';
import type { ImportRow } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { importTarget } from './import-target.ts';

type Category = Readonly<{ categoryId: string; parentId: string; names: readonly Readonly<{ language: string; text: string }>[] }>;
type Lines = Readonly<{ lines: readonly unknown[] }>;

/** Contexts that take any key once, for one request; everything is done, but for what `pending` says, and calls in which these words stand, which are refused. */
function contexts(pending: () => boolean, refused: readonly string[] = []) {
  const requests = new Map<string, string>();
  const counts = new Map<string, number>();
  const tree: Category[] = [];
  const take = async (requested: Lines, { idempotencyKey }: Readonly<{ idempotencyKey: string }>) => {
    const request = JSON.stringify(requested);
    if (refused.some((word) => request.includes(word))) throw new Refusal('invalid', 'invalid_request', 'no text', 'lines.0.names');
    if ((requests.get(idempotencyKey) ?? request) !== request) throw new Refusal('conflict', 'idempotency_key_reused', 'the key was used for another request');
    requests.set(idempotencyKey, request);
    counts.set(idempotencyKey, requested.lines.length);
    return { operationId: idempotencyKey, commandIds: [], made: {}, replayed: false };
  };
  const waitOperation = async ({ operationId }: Readonly<{ operationId: string }>) => {
    const status = operationId.includes('filings') && pending() ? 'pending' : 'done';
    return { outcomes: Array.from({ length: counts.get(operationId) ?? 0 }, () => ({ status, refusal: undefined })) };
  };
  const decides = { waitOperation };
  const needs = {
    items: {
      ...decides,
      upsertItems: take,
      getItemsByGtin: async () => ({ items: [] }),
    },
    categories: { ...decides, getTree: async () => ({ categories: tree }), createCategories: take, fileItems: take },
    inventory: { ...decides, setStock: take },
  };
  return { needs: needs as unknown as Pick<Contexts, 'items' | 'categories' | 'inventory'>, tree };
}

const row = (line: number, category: readonly string[]) => {
  const fields = { names: { en: 'Pot' }, price: { amount: 1, currency: 'GBP' }, taxClass: 'standard', status: 'published', soldBy: 'piece', imageUrls: [] };
  return { line, item: { sku: `sku ${line}`, version: 0, fields, category } as unknown as ImportRow };
};

it('repeats a piece under the same key though some of its categories were made meanwhile, and by others', async () => {
  let pending = true;
  const { needs, tree } = contexts(() => pending);
  const target = importTarget(needs);
  const apply = () => target.apply('mer_1', undefined, [row(1, ['Garden', 'Pots']), row(2, ['Kitchen'])], 'imp_1-0');
  await expect(apply()).rejects.toThrow('not decided yet');
  tree.push({ categoryId: 'cat_else', parentId: '', names: [{ language: 'en', text: 'Somebody else’s' }] });
  pending = false;
  expect(await apply()).toEqual([]);
});

it('files rows by the names of categories in any language, of which it looks once at each', async () => {
  let looked = 0;
  const { needs, tree } = contexts(() => false);
  for (let at = 0; at < 1_000; at += 1) {
    const names = [{ language: 'ja', text: `棚${at}` }];
    tree.push({
      categoryId: `cat_${at}`,
      parentId: at % 2 === 0 ? '' : `cat_${at - 1}`,
      get names() {
        looked += 1;
        return names;
      },
    });
  }
  const filed: unknown[] = [];
  const { fileItems } = needs.categories;
  const categories = {
    ...needs.categories,
    fileItems: (request: Parameters<typeof fileItems>[0], how: Parameters<typeof fileItems>[1]) => (filed.push(...request.lines), fileItems(request, how)),
  };
  const rows = Array.from({ length: 500 }, (_, at) => row(at, [`棚${2 * at}`, `棚${2 * at + 1}`]));
  expect(await importTarget({ ...needs, categories }).apply('mer_1', undefined, rows, 'imp_1-0')).toEqual([]);
  expect(filed).toEqual(rows.map((_, at) => ({ sku: `sku ${at}`, categoryId: `cat_${2 * at + 1}` })));
  expect(looked).toBe(1_000);
});

it('one row that no context takes costs no other, whichever context it is', async () => {
  const { needs } = contexts(() => false, ['sku 3"', 'Bell']);
  const rows = Array.from({ length: 20 }, (_, at) => row(at, [at === 5 ? 'Bell' : 'Garden']));
  const problems = await importTarget(needs).apply('mer_1', undefined, rows, 'imp_1-0');
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, 'names', 'invalid_request'],
    [5, 'category', 'invalid_request'],
  ]);
});
