import { scenarios } from '@noren/testing';
import { describe, expect, it } from 'vitest';
import { categoryRules } from '../application/rules.ts';
import type { Category, CategoryCommand } from './category.ts';
import { created, drinks, filed, line, tea, tree } from './sample-tree.ts';

const given = scenarios(categoryRules);
const file = (path: string, sku = 'Sencha', merchantId = drinks.merchantId): CategoryCommand => ({ type: 'FileItemByPath', merchantId, sku, path });
const made = (name: string, parentId: string | undefined, position: number) =>
  created({
    ...{ categoryId: expect.stringMatching(/^cat_[0-9a-f]{32}$/), merchantId: drinks.merchantId, parentId: parentId ?? 'none' },
    ...{ names: [{ language: 'und', text: name }], position, version: 1 },
  });
const twin: Category = { ...tea, categoryId: 'cat_twin', names: [{ language: 'de', text: 'Tee' }, ...tea.names] };

describe('filing an item by a path', () => {
  it('puts it under the category that is there by these names, whoever made it and in any language', () => {
    const japanese: Category = { ...tea, names: [...tea.names, { language: 'ja', text: 'お茶' }] };
    for (const path of ['Drinks > Tea', ' ＤＲＩＮＫＳ>tea', 'drinks > お茶'])
      given(created(drinks), created(japanese))
        .when(file(path))
        .then([filed('Sencha', 'cat_tea')]);
  });
  it('makes what is missing along it, under what is there, and counts both', () => {
    const when = given(...tree).when(file('drinks > Cold > Iced tea'));
    const [cold, iced] = when.events().flatMap((event) => (event.type === 'CategoryCreated' ? [event.category.categoryId] : []));
    when.then([made('Cold', 'cat_drinks', 3), made('Iced tea', cold, 4), filed('Sencha', iced ?? '')]);
    expect(when.record('contents', 'cat_drinks')).toEqual({ children: 2, items: 0 });
    expect(when.record('contents', iced ?? '')).toEqual({ children: 0, items: 1 });
  });
  it('takes it out of where it stood, and out of everything where the path is empty', () => {
    const stood = [...tree, filed('Sencha', 'cat_tea')];
    given(...stood)
      .when(file('Food', 'ＳＥＮＣＨＡ'))
      .then([filed('Sencha', 'cat_food', 'cat_tea')]);
    given(...stood)
      .when(file(' > '))
      .then([filed('Sencha', '', 'cat_tea')]);
    given(...stood)
      .when(file('Drinks > Tea'))
      .then([]);
  });
  it('finds a category under the name that it has now, and makes another under the one that it had', () => {
    const [lamps] = given().when(file('Lamps')).events();
    if (lamps?.type !== 'CategoryCreated') throw new Error('nothing was made');
    const renamed = { type: 'CategoryRenamed' as const, category: { ...lamps.category, names: [{ language: 'en', text: 'Lights' }], version: 2 } };
    given(lamps, renamed)
      .when(file('lights'))
      .then([filed('Sencha', lamps.category.categoryId)]);
    const [another, ...rest] = given(lamps, renamed).when(file('Lamps')).events();
    expect([another, rest.map(({ type }) => type)]).toEqual([made('Lamps', '', 1), ['ItemFiled']]);
    expect(another).not.toMatchObject({ category: { categoryId: lamps.category.categoryId } });
  });
  it('of several categories is refused, but for an item that stands at one of them: it stays', () => {
    const twins = [...tree, created(twin)];
    for (const path of ['Drinks > Tea', 'drinks > tea > Green'])
      given(...twins)
        .when(file(path))
        .then({ refused: 'category_ambiguous', kind: 'conflict', field: 'path' });
    given(...twins, filed('Sencha', 'cat_twin'))
      .when(file('Drinks > Tea'))
      .then([]);
    given(...twins, filed('Sencha', 'cat_food'))
      .when(file('Drinks > Tea'))
      .then({ refused: 'category_ambiguous' });
  });
  it('names one of several by its id, and a > in a name behind a backslash', () => {
    given(...tree, created(twin))
      .when(file(String.raw`Drinks > Tea \#cat_twin`))
      .then([filed('Sencha', 'cat_twin')]);
    given(...tree, created({ ...twin, names: [{ language: 'en', text: 'Tea > Herbs' }] }))
      .when(file(String.raw`Drinks > Tea \> herbs`))
      .then([filed('Sencha', 'cat_twin')]);
    given(...tree)
      .when(file(String.raw`Tea \#cat_gone`))
      .then({ refused: 'category_not_found', kind: 'not_found', field: 'path' });
    given(created({ ...tea, parentId: '', merchantId: 'mer_other' }))
      .when(file(String.raw`Tea \#cat_tea`))
      .then({ refused: 'category_not_found' });
  });
  it('is refused where there can be no such category, and makes nothing then', () => {
    given(...line(19))
      .when(file(String.raw`\#cat_19 > Twenty > One more`))
      .then({ refused: 'too_deep', kind: 'conflict', field: 'path' });
    expect(
      given(...line(19))
        .when(file(String.raw`\#cat_19 > Twenty`))
        .events(),
    ).toHaveLength(2);
    given().when(file('be\u0007ll')).then({ refused: 'names', kind: 'invalid', field: 'path' });
    given().when(file('Tea', '\0')).then({ refused: 'sku', field: 'sku' });
    given()
      .when(file('Tea', 'Sencha', 'mer/1'))
      .then({ refused: 'id', field: 'merchantId' });
  });
  it('is refused where the merchant has as many categories as it may have', () => {
    const full = { links: Array.from({ length: 9_999 }, (_, at) => ({ categoryId: `cat_${at}`, parentId: '', names: [`C${at}`] })) };
    const view = { category: () => undefined, contents: () => undefined, filing: () => undefined, tree: () => full };
    const facts = { now: '2026-01-05T09:00:00.000Z', newId: (prefix: string) => prefix, actor: 'test', commandId: 'cmd' };
    expect(categoryRules.decide(view, file('One more'), facts)).toHaveLength(2);
    expect(() => categoryRules.decide(view, file('One more > and another'), facts)).toThrow(
      expect.objectContaining({ code: 'too_many_categories', field: 'path' }),
    );
  });
});
