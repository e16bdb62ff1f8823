import { limits as inventory } from '@noren/inventory-contract/limits';
import { limits as item } from '@noren/item-contract/limits';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { onHand, Price } from './schemas.ts';

it('documents say how much there may be of what, as the contexts take it', () => {
  expect(z.toJSONSchema(Price.shape.amount)).toMatchObject({ type: 'integer', minimum: 0, maximum: item.price });
  expect(z.toJSONSchema(onHand)).toMatchObject({ type: 'integer', minimum: 0, maximum: inventory.quantity });
});

it('a price that is beyond is Item’s to refuse, as a price', () => expect(Price.safeParse({ amount: -1, currency: 'GBP' }).success).toBe(true));
