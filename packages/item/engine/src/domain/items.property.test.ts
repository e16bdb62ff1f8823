import { type DecisionContext, foldText, Refusal } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemRules } from '../application/rules.ts';
import type { Item, ItemCommand } from './item.ts';
import { pen, upsert } from './sample-item.ts';

/** Spellings that fold to the same, and some that do not. */
const sku = fc.constantFrom('straße', 'STRASSE', 'ＳＴＲＡＳＳＥ', 'Strasse ', 'pen', 'Pen', 'ｐｅｎ', 'ペン', 'ﾍﾟﾝ', 'a1', 'A1', 'Å', 'Å', 'å');
const version = fc.option(fc.nat(4), { nil: undefined });
const expecting = (expectedVersion: number | undefined): { expectedVersion?: number } => (expectedVersion === undefined ? {} : { expectedVersion });
const command: fc.Arbitrary<ItemCommand> = fc.oneof(
  fc
    .tuple(sku, fc.nat(2), fc.constantFrom('draft', 'published', ''), version)
    .map(([typed, amount, status, expected]) => upsert({ sku: typed, price: { amount, currency: 'GBP' }, status, ...expecting(expected) })),
  fc
    .tuple(fc.constantFrom('PublishItem' as const, 'UnpublishItem' as const), sku, version)
    .map(([type, typed, expected]): ItemCommand => ({ type, merchantId: pen.merchantId, sku: typed, ...expecting(expected) })),
);

/** Takes the commands one by one; gives every state that an item had, in order, by its record's key. */
function history(commands: readonly ItemCommand[]): Map<string, Item[]> {
  const records = new Map<string, Item>();
  const states = new Map<string, Item[]>();
  let ids = 0;
  const facts: DecisionContext = { now: '2026-01-05T09:00:00.000Z', newId: (prefix) => `${prefix}_${(ids += 1)}`, actor: 'test', commandId: 'cmd' };
  const view = { item: (key: string) => records.get(key), unitChange: () => undefined, shops: () => undefined };
  for (const asked of commands) {
    try {
      for (const event of itemRules.decide(view, asked, facts))
        for (const [key, item] of Object.entries(itemRules.evolve(view, event).item ?? {})) {
          if (item === null) throw new Error('items do not go');
          records.set(key, item);
          states.set(key, [...(states.get(key) ?? []), item]);
        }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return states;
}

describe('items, whatever is asked of them', () => {
  it('are one for all spellings of a SKU, under one id, and keep its first spelling', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const states = history(commands);
        const items = [...states.values()].map((all) => all.at(-1));
        expect(new Set(items.map((item) => foldText(item?.sku ?? ''))).size).toBe(items.length);
        expect(new Set(items.map((item) => item?.itemId)).size).toBe(items.length);
        for (const all of states.values()) expect(new Set(all.map((item) => `${item.itemId} ${item.sku}`)).size).toBe(1);
      }),
    ));

  it('go up by one version with each event', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        for (const all of history(commands).values()) expect(all.map((item) => item.version)).toEqual(all.map((_, at) => at + 1));
      }),
    ));
});
