import { Container, ContainerModule } from 'inversify';
import { expect, test } from 'vitest';
import { providing, token } from './di.ts';

type Shelf = Readonly<{ name: string }>;
type Shop = Readonly<{ shelf: Shelf; size: number }>;
const Parts = { shelf: token<Shelf>('Shelf'), size: token<number>('size'), shop: token<Shop>('Shop') };
const makeShop = (shelf: Shelf, size: number): Shop => ({ shelf, size });

test('parts are made once, in the order that their dependencies ask for', async () => {
  let made = 0;
  const container = new Container();
  await container.load(
    new ContainerModule(({ bind }) => {
      const provide = providing(bind);
      provide(Parts.shop, makeShop, [Parts.shelf, Parts.size]);
      provide(Parts.shelf, () => ({ name: `shelf ${(made += 1)}` }), []);
      provide(Parts.size, () => 3, []);
    }),
  );
  expect(container.get(Parts.shop)).toEqual({ shelf: { name: 'shelf 1' }, size: 3 });
  expect(container.get(Parts.shop)).toBe(container.get(Parts.shop));
  expect(made).toBe(1);
});

test('a wrong or missing dependency does not compile', () => {
  new ContainerModule(({ bind }) => {
    const provide = providing(bind);
    // @ts-expect-error the size is missing
    provide(Parts.shop, makeShop, [Parts.shelf]);
    // @ts-expect-error the parts are in the wrong order
    provide(Parts.shop, makeShop, [Parts.size, Parts.shelf]);
    // @ts-expect-error a shop is no shelf
    provide(Parts.shelf, makeShop, [Parts.shelf, Parts.size]);
    provide(Parts.shop, makeShop, [Parts.shelf, Parts.size]);
  });
  expect(true).toBe(true);
});
