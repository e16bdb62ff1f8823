import { Refusal } from '@noren/kernel';
import { expect, it } from 'vitest';
import type { ImportRow } from '../application/ports.ts';
import type { Contexts } from './contexts.ts';
import { importTarget } from './import-target.ts';

type Lines = Readonly<{ lines: readonly unknown[] }>;

/** Contexts that take any key once, for one request; everything is done, but for what `pending` says, and calls in which these words stand, which are refused. */
function contexts(pending: () => boolean, refused: readonly string[] = []) {
  const requests = new Map<string, string>();
  const counts = new Map<string, number>();
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
    categories: { ...decides, fileItemsByPath: take },
    inventory: { ...decides, setStock: take },
  };
  return needs as unknown as Pick<Contexts, 'items' | 'categories' | 'inventory'>;
}

const row = (line: number, category: string | readonly string[] | undefined) => {
  const fields = { names: { en: 'Pot' }, price: { amount: 1, currency: 'GBP' }, taxClass: 'standard', status: 'published', soldBy: 'piece', imageUrls: [] };
  return { line, item: { sku: `sku ${line}`, version: 0, fields, category } as unknown as ImportRow };
};

it('repeats a piece under the same keys until it is decided', async () => {
  let pending = true;
  const target = importTarget(contexts(() => pending));
  const apply = () => target.apply('mer_1', undefined, [row(1, 'Garden > Pots'), row(2, 'Kitchen')], 'imp_1-0');
  await expect(apply()).rejects.toThrow('not decided yet');
  pending = false;
  expect(await apply()).toEqual([]);
});

it('files rows by their paths, those too that were previewed before paths were kept as they are written; none where the file says nothing', async () => {
  const needs = contexts(() => false);
  const filed: unknown[] = [];
  const fileItemsByPath = (request: Lines, how: Readonly<{ idempotencyKey: string }>) => (filed.push(...request.lines), take(request, how));
  const take = needs.categories.fileItemsByPath as unknown as (request: Lines, how: Readonly<{ idempotencyKey: string }>) => Promise<unknown>;
  const target = importTarget({ ...needs, categories: { ...needs.categories, fileItemsByPath } as unknown as Contexts['categories'] });
  const rows = [row(1, String.raw`Twin \#cat_1`), row(2, ['Garden', String.raw`C\D`]), row(3, undefined), row(4, ''), row(5, [])];
  expect(await target.apply('mer_1', undefined, rows, 'imp_1-0')).toEqual([]);
  expect(filed).toEqual([
    { sku: 'sku 1', path: String.raw`Twin \#cat_1` },
    { sku: 'sku 2', path: String.raw`Garden > C\\D` },
    { sku: 'sku 4', path: '' },
    { sku: 'sku 5', path: '' },
  ]);
});

it('one row that no context takes costs no other, whichever context it is', async () => {
  const needs = contexts(() => false, ['sku 3"', 'Bell']);
  const rows = Array.from({ length: 20 }, (_, at) => row(at, at === 5 ? 'Bell' : 'Garden'));
  const problems = await importTarget(needs).apply('mer_1', undefined, rows, 'imp_1-0');
  expect(problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, 'names', 'invalid_request'],
    [5, 'category', 'invalid_request'],
  ]);
});
