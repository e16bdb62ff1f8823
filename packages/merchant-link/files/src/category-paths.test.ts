import { expect, it } from 'vitest';
import { type NamedCategory, pathOf, pathsOf, placesIn } from './category-paths.ts';

const category = (categoryId: string, parentId: string, ...texts: readonly string[]): NamedCategory => ({
  categoryId,
  parentId,
  names: texts.map((text, at) => ({ language: ['ja', 'en'][at] ?? 'und', text })),
});
const garden = category('cat_1', '', '庭', 'Garden');
const pots = category('cat_2', 'cat_1', 'Pots');

it('a path leads to what is there by any of its names, whoever made it', () => {
  const places = placesIn('mer_1', [garden, pots]);
  for (const path of ['Garden > Pots', '庭 > pots', 'ＧＡＲＤＥＮ>POTS']) expect(places.idsOf(pathOf(path))).toEqual(['cat_1', 'cat_2']);
  expect(places.toMake()).toEqual([]);
});

it('what a path shows leads back to it', () => {
  const paths = pathsOf([garden, pots]);
  expect(placesIn('mer_1', [garden, pots]).idsOf(paths.get('cat_2') ?? [])).toEqual(['cat_1', 'cat_2']);
});

it('what is missing is made once, under what is there, at the same id for everybody', () => {
  const places = placesIn('mer_1', [garden]);
  const [first, second] = [places.idsOf(['Garden', 'Pots', 'Clay']), places.idsOf(['garden', 'pots', 'Plastic'])];
  expect(second.slice(0, 2)).toEqual(first.slice(0, 2));
  expect(places.toMake().map(({ parentId, names }) => [parentId, names[0]?.text])).toEqual([
    ['cat_1', 'Pots'],
    [first[1], 'Clay'],
    [first[1], 'Plastic'],
  ]);
  expect(placesIn('mer_1', [garden]).idsOf(['garden', 'POTS', 'clay'])).toEqual(first);
  expect(placesIn('mer_2', [garden]).idsOf(['Garden', 'Pots'])).not.toEqual(first.slice(0, 2));
});

it('a category that was renamed since keeps its id, and its old name gets another', () => {
  const [lamps = ''] = placesIn('mer_1', []).idsOf(['Lamps']);
  const renamed = category(lamps, '', 'Lights');
  const places = placesIn('mer_1', [renamed]);
  expect(places.idsOf(['Lights'])).toEqual([lamps]);
  const [other] = places.idsOf(['Lamps']);
  expect(other).not.toBe(lamps);
  expect(places.toMake()).toMatchObject([{ categoryId: other, names: [{ text: 'Lamps' }] }]);
});
