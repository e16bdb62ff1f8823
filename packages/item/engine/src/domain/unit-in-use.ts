import type { Refusal } from '@noren/kernel';
import { refusal } from '@noren/item-contract/refusals';
import type { Item, StockInUse } from './item.ts';

/** Why an item is still sold in the unit that it was: what a shop holds of it, in that unit. */
export function inUseRefusal({ soldBy }: Item, { shopId, onHand, reserved, safety }: StockInUse): Refusal {
  const unit = soldBy === 'weight' ? ' g' : '';
  return refusal(
    'unit_in_use',
    'item.soldBy',
    `the shop ${shopId} has ${onHand}${unit} on hand, ${reserved}${unit} promised to orders, ${safety}${unit} kept back`,
  );
}
