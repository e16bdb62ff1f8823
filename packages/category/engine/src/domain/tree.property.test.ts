import { limits } from '@noren/category-contract/limits';
import { placesIn, readPath } from '@noren/category-contract/paths';
import { type DecisionContext, Refusal } from '@noren/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { Category, CategoryCommand, CategoryEvent, Contents, Filing, Tree } from './category.ts';
import { drinks } from './sample-tree.ts';
import { placesOf } from './tree.ts';

const merchantId = fc.constantFrom('mer_a', 'mer_a', 'mer_a', 'mer_b');
const categoryId = fc.integer({ min: 1, max: 5 }).map((at) => `cat_${at}`);
const parentId = fc.option(categoryId, { nil: '', freq: 3 });
const position = fc.nat(2);
const sku = fc.constantFrom('a', 'A', 'b', 'ｂ');
const paths = ['', 'one', 'ONE > Two', 'drinks > one', 'two > two > two'];
const named = fc.constantFrom('one', 'two').map((text) => [{ language: 'en', text }]);

const command: fc.Arbitrary<CategoryCommand> = fc.oneof(
  fc.record({ type: fc.constant('CreateCategory' as const), merchantId, categoryId, parentId, position, names: fc.constant(drinks.names) }),
  fc.record({ type: fc.constant('RenameCategory' as const), merchantId, categoryId, names: named }),
  fc.record({ type: fc.constant('MoveCategory' as const), merchantId, categoryId, parentId, position }),
  fc.record({
    type: fc.constant('ArrangeCategories' as const),
    merchantId,
    parentId,
    categoryIds: fc.uniqueArray(categoryId, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ type: fc.constant('DeleteCategory' as const), merchantId, categoryId }),
  fc.record({ type: fc.constant('FileItem' as const), merchantId, sku, categoryId: parentId }),
  fc.record({
    type: fc.constant('FileItemByPath' as const),
    merchantId,
    sku,
    path: fc.constantFrom(...paths),
  }),
);

const facts: DecisionContext = { now: '2026-01-05T09:00:00.000Z', newId: (prefix) => prefix, actor: 'test', commandId: 'cmd' };

/** Everything that the context keeps, after these commands. `onEvent` sees each event with the records before it. */
function after(commands: readonly CategoryCommand[], onEvent: (event: CategoryEvent, before: ReadonlyMap<string, Category>) => void = () => {}) {
  const state = {
    category: new Map<string, Category>(),
    contents: new Map<string, Contents>(),
    filing: new Map<string, Filing>(),
    tree: new Map<string, Tree>(),
  };
  const view = {
    category: (key: string) => state.category.get(key),
    contents: (key: string) => state.contents.get(key),
    filing: (key: string) => state.filing.get(key),
    tree: (key: string) => state.tree.get(key),
  };
  const save = <T>(records: Map<string, T>, changes: Readonly<Record<string, T | null>> = {}): void => {
    for (const [key, record] of Object.entries(changes))
      if (record === null) records.delete(key);
      else records.set(key, record);
  };
  for (const given of commands)
    try {
      for (const event of categoryRules.decide(view, given, facts)) {
        onEvent(event, state.category);
        const changes = categoryRules.evolve(view, event);
        save(state.category, changes.category);
        save(state.contents, changes.contents);
        save(state.filing, changes.filing);
        save(state.tree, changes.tree);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  return state;
}

const commands = fc.array(command, { minLength: 30, maxLength: 80, size: 'max' });

describe('a merchant’s categories, whatever is asked of them', () => {
  it('never stand in a circle, nor under a category of somebody else or of nobody', () =>
    fc.assert(
      fc.property(commands, (given) => {
        const { category } = after(given);
        for (const { categoryId: id, merchantId: owner } of category.values()) {
          let levels = 0;
          for (let above = category.get(id); above !== undefined; above = above.parentId === '' ? undefined : category.get(above.parentId)) {
            expect(above.merchantId).toBe(owner);
            if (above.parentId !== '') expect(category.has(above.parentId)).toBe(true);
            expect((levels += 1)).toBeLessThanOrEqual(limits.levels);
          }
        }
      }),
      { numRuns: 300 },
    ));

  it('count exactly the categories and items that stand under them', () =>
    fc.assert(
      fc.property(commands, (given) => {
        const { category, contents, filing } = after(given);
        expect([...contents.keys()].sort()).toEqual([...category.keys()].sort());
        for (const [id, { children, items }] of contents) {
          expect(children).toBe([...category.values()].filter((child) => child.parentId === id).length);
          expect(items).toBe([...filing.values()].filter((one) => one.categoryId === id).length);
        }
      }),
      { numRuns: 300 },
    ));

  it('are linked in the tree as they themselves say, and called so there', () =>
    fc.assert(
      fc.property(commands, (given) => {
        const { category, tree } = after(given);
        for (const [owner, { links }] of tree)
          expect(Object.fromEntries(links.map((link) => [link.categoryId, [link.parentId, link.names]]))).toEqual(
            Object.fromEntries(
              [...category.values()]
                .filter((one) => one.merchantId === owner)
                .map((one) => [one.categoryId, [one.parentId, one.names.map(({ text }) => text)]]),
            ),
          );
      }),
      { numRuns: 300 },
    ));

  it('are found by paths as in a tree that was just read', () =>
    fc.assert(
      fc.property(commands, (given) => {
        for (const tree of after(given).tree.values())
          for (const path of paths.map(readPath)) expect(placesOf(tree).find(path)).toEqual(placesIn(tree.links).find(path));
      }),
    ));

  it('go up by one version with each event of theirs', () =>
    fc.assert(
      fc.property(commands, (given) => {
        after(given, (event, before) => {
          if (event.type === 'ItemFiled') return;
          const { categoryId, version } = event.type === 'CategoryDeleted' ? event : event.category;
          expect(version).toBe((before.get(categoryId)?.version ?? 0) + 1);
        });
      }),
    ));
});
