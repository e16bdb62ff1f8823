import { expect, it } from 'vitest';
import { created } from '../domain/sample-item.ts';
import { itemEffects } from './effects.ts';

it('an item’s event tells callers its id, its SKU as it is spelled here, and the version', () =>
  expect(itemEffects(created)).toEqual({ result: { itemId: 'itm_1', sku: 'PEN-1', version: 1 } }));
