import { limits } from '@noren/category-contract/limits';
import { type Path, readPath, unfitPath } from '@noren/category-contract/paths';
import { refusal } from '@noren/category-contract/refusals';
import { isKeptSku } from '@noren/item-contract/sku';
import { foldText, idFrom, isId, type Refusal, type View } from '@noren/kernel';
import { type Category, type CategoryCommand, type CategoryRecords, type CommandHandler, filingKey } from './category.ts';
import { filed } from './file-item.ts';
import { noTree, placesOf } from './tree.ts';
import { checkId, checkSku } from './validation.ts';

/**
 * Puts an item under the category at a path, and makes what is missing along it. Paths are looked up and categories made under the merchant's key, so that two who
 * make one at once come to one. A path of several categories leaves an item where it stands, if that is one of them; any other item is refused.
 */
export const fileItemByPath: CommandHandler<'FileItemByPath'> = {
  reads(command, view) {
    const { merchantId, sku } = command;
    if (!isId(merchantId)) return {};
    const filing = isKeptSku(sku) ? [filingKey(merchantId, sku)] : [];
    const place = placeOf(view, command);
    if ('code' in place) return { filing, tree: [merchantId] };
    const made = place.made.map(({ categoryId }) => categoryId);
    const parents = place.made.map(({ parentId }) => parentId);
    return { filing, tree: [merchantId], category: made, contents: [place.categoryId, place.formerId, ...made, ...parents].filter(isId) };
  },
  decide(view, command) {
    const { merchantId, sku } = command;
    checkId(merchantId, 'merchantId');
    checkSku(sku);
    const place = placeOf(view, command);
    if ('code' in place) throw place;
    const { categoryId, made } = place;
    return [
      ...made.map((category) => ({ type: 'CategoryCreated' as const, category })),
      ...filed(view.filing(filingKey(merchantId, sku)), { merchantId, sku, categoryId }),
    ];
  },
};

/** Where an item is to stand, where it stood (empty: nowhere), and the categories that are to be made for it, parents first. */
type Place = Readonly<{ categoryId: string; formerId: string; made: readonly Category[] }>;

function placeOf(view: View<CategoryRecords>, { merchantId, sku, path: written }: Extract<CategoryCommand, { type: 'FileItemByPath' }>): Place | Refusal {
  const formerId = isKeptSku(sku) ? (view.filing(filingKey(merchantId, sku))?.categoryId ?? '') : '';
  const path: Path = readPath(written);
  const unfit = unfitPath(path);
  if (unfit) return refusal(unfit, 'path');
  if (path.length === 0) return { categoryId: '', formerId, made: [] };
  const tree = view.tree(merchantId) ?? noTree;
  const found = placesOf(tree).find(path);
  switch (found.kind) {
    case 'there':
      return { categoryId: found.categoryId, formerId, made: [] };
    case 'unknown':
      return refusal('category_not_found', 'path');
    case 'ambiguous':
      return found.ids.includes(formerId) ? { categoryId: formerId, formerId, made: [] } : refusal('category_ambiguous', 'path');
    case 'missing': {
      if (found.above + found.names.length > limits.levels) return refusal('too_deep', 'path');
      if (tree.links.length + found.names.length > limits.categories) return refusal('too_many_categories', 'path');
      const made = madeAlong(view, merchantId, found.parentId, found.names, tree.links.length);
      return { categoryId: made.at(-1)?.categoryId ?? '', formerId, made };
    }
  }
}

/** One under the other, each behind all that are there. */
function madeAlong(view: View<CategoryRecords>, merchantId: string, below: string, names: readonly string[], position: number): readonly Category[] {
  const made: Category[] = [];
  for (const name of names) {
    const parentId = made.at(-1)?.categoryId ?? below;
    const categoryId = freeId(view, merchantId, parentId, name);
    made.push({ categoryId, merchantId, parentId, names: [{ language: 'und', text: name }], position: position + made.length, version: 1 });
  }
  return made;
}

/** Made of where the category stands: what a decision looks at is named before it. Another one where a category that was renamed or moved since has this one. */
function freeId(view: View<CategoryRecords>, merchantId: string, parentId: string, name: string): string {
  for (let other = 1; ; other += 1) {
    const id = idFrom('cat', merchantId, parentId, foldText(name), ...(other === 1 ? [] : [String(other)]));
    if (view.category(id) === undefined) return id;
  }
}
