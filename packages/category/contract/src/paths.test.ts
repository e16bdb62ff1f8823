import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingAlong, type NamedCategory, pathsOf, placesIn, readPath, unfitPath, writePath } from './paths.ts';

const category = (categoryId: string, parentId: string, ...names: readonly string[]): NamedCategory => ({ categoryId, parentId, names });
const told = ({ categoryId, parentId, names }: NamedCategory) => ({ categoryId, parentId, names: names.map((text) => ({ language: 'und', text })) });
const garden = category('cat_1', '', '庭', 'Garden');
const pots = category('cat_2', 'cat_1', 'Pots');

describe('a path', () => {
  it('leads to what is there by any of its names, whoever made it', () => {
    const places = placesIn([garden, pots]);
    for (const path of ['Garden > Pots', '庭 > pots', 'ＧＡＲＤＥＮ>POTS', ' garden >> Pots >'])
      expect(places.find(readPath(path))).toEqual({ kind: 'there', categoryId: 'cat_2' });
  });

  it('says what is missing, under what is there', () => {
    const found = placesIn([garden, pots]).find(readPath('Garden > Pots > Clay > Red'));
    expect(found).toEqual({ kind: 'missing', parentId: 'cat_2', above: 2, names: ['Clay', 'Red'] });
  });

  it('of several categories is ambiguous, and an id in it says which is meant', () => {
    const places = placesIn([garden, category('a', 'cat_1', 'Twin'), category('b', 'cat_1', 'Zwilling', 'twin'), category('c', 'b', 'Tea')]);
    expect(places.find(readPath('Garden > Twin'))).toEqual({ kind: 'ambiguous', ids: ['a', 'b'] });
    expect(places.find(readPath('Garden > Twin > Tea'))).toEqual({ kind: 'there', categoryId: 'c' });
    expect(places.find(readPath('Garden > Twin > Coffee'))).toEqual({ kind: 'ambiguous', ids: [] });
    expect(places.find(readPath(String.raw`Garden > Twin \#a`))).toEqual({ kind: 'there', categoryId: 'a' });
    expect(places.find(readPath(String.raw`Elsewhere > Twin \#b > tea`))).toEqual({ kind: 'there', categoryId: 'c' });
    expect(places.find(readPath(String.raw`Twin \#a > Coffee`))).toEqual({ kind: 'missing', parentId: 'a', above: 2, names: ['Coffee'] });
    expect(places.find(readPath(String.raw`Twin \#gone`))).toEqual({ kind: 'unknown' });
  });

  it('takes the signs of its form as parts of names behind a backslash, and other backslashes as they are', () => {
    expect(readPath(String.raw`Food \> Drink > C\D > E\\ > \#5 inch > a\#b c`).map(({ name }) => name)).toEqual([
      'Food > Drink',
      String.raw`C\D`,
      'E\\',
      String.raw`\#5 inch`,
      String.raw`a\#b c`,
    ]);
    expect(readPath(String.raw`Pots \#cat_1 > `)).toEqual([{ name: 'Pots', categoryId: 'cat_1' }]);
    expect(readPath(String.raw`Pots \\#cat_1`)).toEqual([{ name: String.raw`Pots \#cat_1` }]);
  });

  it('is of 20 names at most, each as a category may have it', () => {
    expect(unfitPath(readPath(Array.from({ length: 21 }, (_, at) => `c${at}`).join('>')))).toBe('too_deep');
    for (const path of ['x'.repeat(201), 'be\u0007ll', 'a\nb']) expect(unfitPath(readPath(path))).toBe('names');
    expect(unfitPath(readPath('\u200bGarden > Pots'))).toBeUndefined();
  });

  it('is not read to its end where nobody can mean it', () => {
    expect(readPath('a>'.repeat(5_000))).toHaveLength(21);
    expect(readPath('> '.repeat(5_000))).toEqual([]);
    const [{ name } = { name: '' }] = readPath(String.raw`\>`.repeat(5_000));
    expect([name.length, unfitPath([{ name }])]).toEqual([2_001, 'names']);
    expect(readPath(`a${' '.repeat(5_000)}> b`)).toEqual([{ name: 'a' }, { name: 'b' }]);
  });

  it('is read as it is written, whatever is in its names', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '>', '\\', '#', ' ', '庭'), minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text);
    const step = fc.record({ name, categoryId: fc.constantFrom('cat_1', 'a-b') }, { requiredKeys: ['name'] });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 5 }), (path) => {
        expect(readPath(writePath(path))).toEqual(path);
      }),
    );
  });
});

it('what is shown of any category leads back to it, twins and names with a > in them too', () => {
  const name = fc.array(fc.constantFrom('Pots', 'pots', 'A > B', 'A', 'B', String.raw`C\#cat_1`, '庭'), { minLength: 1, maxLength: 2 });
  const trees = fc
    .array(fc.record({ parent: fc.nat(5), name }), { maxLength: 8 })
    .map((all) => all.map(({ parent, name: names }, at) => category(`cat_${at}`, parent < at ? `cat_${parent}` : '', ...names)));
  fc.assert(
    fc.property(trees, (tree) => {
      const places = placesIn(tree);
      for (const [categoryId, path] of pathsOf(tree.map(told))) expect(places.find(readPath(path))).toEqual({ kind: 'there', categoryId });
    }),
  );
});

it('what many paths would make is counted once', () => {
  const paths = ['Garden > Pots > Clay', 'garden > pots > clay', 'Garden > Pans', 'Kitchen', '', `${'x>'.repeat(21)}`].map(readPath);
  expect(missingAlong([garden, pots].map(told), paths)).toBe(3);
});
