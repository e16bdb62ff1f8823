import { Refusal } from '@noren/kernel';
import type { Accepted, Operation, Outcome } from '@noren/wire';
import { beforeEach, describe, expect, it } from 'vitest';
import { patchItem } from './patch-item.ts';
import { getItem, listItems } from './read-items.ts';
import { upsertItems } from './upsert-items.ts';

type Line = Readonly<Record<string, unknown>>;
type Call = Readonly<{ name: string; lines: readonly Line[]; idempotencyKey: string }>;

const outcome = (refused: string | undefined): Outcome => ({
  // A code of `failed` or `pending` is no refusal: the line was set aside, or waits.
  ...{ commandId: 'cmd', status: refused === undefined ? 'done' : isRefusal(refused) ? 'refused' : refused, result: '', positions: [] },
  refusal: refused === undefined || !isRefusal(refused) ? undefined : { kind: 'conflict', code: refused, message: refused, field: 'item.gtin' },
});

const isRefusal = (code: string): boolean => code !== 'failed' && code !== 'pending';

/** Contexts that take what they are asked, but for lines that `refuses` names a code for. */
function contexts(refuses: (call: string, line: Line) => string | undefined) {
  const calls: Call[] = [];
  const category = (categoryId: string, parentId: string, text: string) => ({ categoryId, parentId, names: [{ language: 'en', text }] });
  const tree = [
    category('cat_1', '', 'Garden'),
    category('cat_2', 'cat_1', 'Pots'),
    category('cat_3', 'cat_1', 'Twin > x'),
    category('cat_4', 'cat_1', 'Twin > x'),
  ];
  const filings = new Map<string, string>();
  const operations = new Map<string, Operation>();
  const take = async (name: string, lines: readonly Line[], idempotencyKey = ''): Promise<Accepted> => {
    calls.push({ name, lines, idempotencyKey });
    const operationId = `op_${calls.length}`;
    operations.set(operationId, { operationId, done: true, made: {}, outcomes: lines.map((line) => outcome(refuses(name, line))) });
    return { operationId, commandIds: [], made: {}, replayed: false };
  };
  const getOperation = async ({ operationId }: Readonly<{ operationId: string }>): Promise<Operation> => {
    const found = operations.get(operationId);
    if (!found) throw new Error(`no operation ${operationId}`);
    return found;
  };
  const decisions = { getOperation, waitOperation: getOperation };
  const item = (sku: string) => ({ sku });
  const items = {
    ...decisions,
    upsertItems: ({ lines }: Readonly<{ lines: Line[] }>) => take('items', lines),
    getItem: async ({ sku }: Readonly<{ sku: string }>) => item(sku),
    getItems: async () => ({ items: [] }),
    getItemsByGtin: async () => ({ items: [] }),
    listItems: async () => ({ items: [item('POT'), item('PAN')], nextPageToken: 'more' }),
  };
  const categories = {
    ...decisions,
    fileItemsByPath: ({ lines }: Readonly<{ lines: { sku: string; path: string }[] }>, { idempotencyKey }: Readonly<{ idempotencyKey: string }>) =>
      take('filings', lines, idempotencyKey),
    getFilings: async () => ({ filings: [...filings].map(([sku, categoryId]) => ({ sku, categoryId })) }),
    getTree: async () => ({ categories: tree }),
  };
  return { items, categories, calls, filings };
}

let refused: Readonly<Record<string, string>>;
beforeEach(() => {
  refused = {};
});
const started = () => contexts((call, line) => refused[`${call} ${String(line['sku'])}`]);

describe('items with their categories', () => {
  it('are decided, then filed by their paths in one call', async () => {
    const noren = started();
    const { answer } = await upsertItems(noren, 'mer_1', [{ sku: 'POT', category: 'garden > Pots' }, { sku: 'BOX', category: null }, { sku: 'PEN' }], 'key');
    expect(answer.lines.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(noren.calls.map(({ name, lines }) => [name, lines.length])).toEqual([
      ['items', 3],
      ['filings', 2],
    ]);
    expect(noren.calls[1]?.lines).toEqual([
      { sku: 'POT', path: 'garden > Pots' },
      { sku: 'BOX', path: '' },
    ]);
  });

  it('that are refused are not filed, and what cannot be filed says so in its line', async () => {
    refused = { 'items POT': 'version_conflict', 'filings PAN': 'too_deep', 'filings PEN': 'category_ambiguous' };
    const noren = started();
    const lines = [
      { sku: 'POT', category: 'Garden' },
      { sku: 'PAN', category: 'Pans' },
      { sku: 'PEN', category: 'Garden' },
    ];
    const { answer } = await upsertItems(noren, 'mer_1', lines, 'key');
    expect(answer.lines).toMatchObject([
      { status: 'refused', error: { code: 'version_conflict', field: 'gtin' } },
      { status: 'refused', error: { code: 'too_deep', field: 'category' } },
      { status: 'refused', error: { code: 'category_ambiguous', field: 'category' } },
    ]);
    expect(noren.calls.at(-1)?.lines.map(({ sku }) => sku)).toEqual(['PAN', 'PEN']);
  });

  it('are all refused before anything is done where there would be more categories than a merchant may have', async () => {
    const noren = started();
    const lines = Array.from({ length: 5_000 }, (_, at) => ({ sku: `P${at}`, category: `A${at} > B${at}` }));
    await expect(upsertItems(noren, 'mer_1', lines, 'key')).rejects.toMatchObject({ code: 'too_many_categories', field: 'category' });
    expect(noren.calls).toEqual([]);
  });

  it('are filed once for a call: a repeat that asks for something else leaves them where they are', async () => {
    const noren = started();
    for (const _ of [1, 2]) await upsertItems(noren, 'mer_1', [{ sku: 'POT', category: 'Garden > Pots' }], 'key');
    const filings = noren.calls.filter(({ name }) => name === 'filings');
    expect(filings).toHaveLength(2);
    expect(filings[1]).toEqual(filings[0]);
    const reused = async (): Promise<never> => {
      throw new Refusal('conflict', 'idempotency_key_reused', 'it was used for another request');
    };
    const again = await upsertItems(
      { ...noren, categories: { ...noren.categories, fileItemsByPath: reused } },
      'mer_1',
      [{ sku: 'POT', category: 'Garden' }],
      'key',
    );
    expect(again.answer.lines).toMatchObject([{ status: 'done' }]);
  });
});

describe('one item', () => {
  it('is not changed where there can be no such category', async () => {
    const noren = started();
    const deep = Array.from({ length: 21 }, (_, level) => `L${level}`).join(' > ');
    await expect(patchItem(noren, 'mer_1', { sku: 'POT', category: deep }, 'key')).rejects.toMatchObject({ code: 'too_deep', field: 'category' });
    expect(noren.calls).toEqual([]);
  });

  it('says so where it cannot be filed', async () => {
    refused = { 'filings POT': 'category_ambiguous' };
    const noren = started();
    await expect(patchItem(noren, 'mer_1', { sku: 'POT', category: 'Pans' }, 'key')).rejects.toMatchObject({ code: 'category_ambiguous', field: 'category' });
    expect(noren.calls.map(({ name }) => name)).toEqual(['items', 'filings']);
  });

  it('is changed, then filed; a refusal is thrown in the caller’s words', async () => {
    const noren = started();
    await patchItem(noren, 'mer_1', { sku: 'POT', category: 'Garden' }, 'key');
    expect(noren.calls.map(({ name }) => name)).toEqual(['items', 'filings']);
    refused = { 'items POT': 'gtin' };
    const error: unknown = await patchItem(noren, 'mer_1', { sku: 'POT', gtin: '1' }, 'key').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ code: 'gtin', field: 'gtin' });
  });

  it('that is set aside is a mistake of ours, and one that waits may be asked for again', async () => {
    const noren = started();
    refused = { 'items POT': 'failed', 'items PAN': 'pending' };
    await expect(patchItem(noren, 'mer_1', { sku: 'POT', price: { amount: 1 } }, 'key')).rejects.toThrow('set aside');
    await expect(patchItem(noren, 'mer_1', { sku: 'PAN', price: { amount: 1 } }, 'key')).rejects.toThrow('takes longer than usual');
  });

  it('is read with the path of its category, as it may be sent back, alone and in a page', async () => {
    const noren = started();
    noren.filings.set('POT', 'cat_2').set('CUP', 'cat_4');
    expect(await getItem(noren, 'mer_1', 'ＰＯＴ')).toEqual({ item: { sku: 'ＰＯＴ' }, category: 'Garden > Pots' });
    expect((await getItem(noren, 'mer_1', 'CUP')).category).toBe(String.raw`Garden > Twin \> x \#cat_4`);
    expect(await listItems(noren, 'mer_1', '', 2)).toEqual({
      items: [
        { item: { sku: 'POT' }, category: 'Garden > Pots' },
        { item: { sku: 'PAN' }, category: '' },
      ],
      nextCursor: 'more',
    });
  });
});
