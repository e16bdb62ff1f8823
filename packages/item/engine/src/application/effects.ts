import { inUseRefusal } from '../domain/unit-in-use.ts';
import type { Effects } from '@noren/kernel';
import type { Item, ItemCommand, ItemEvent } from '../domain/item.ts';

type ItemEffects = Effects<ItemCommand>;

/**
 * What an event brings along: callers learn the item's id, its SKU as it is spelled here, and the version. Who asked for another unit of sale waits until all
 * shops have answered.
 */
export function itemEffects(event: ItemEvent): ItemEffects {
  switch (event.type) {
    case 'UnitChangeAsked':
      // By whoever wants the change, or by an answer, which waits for nothing itself.
      return event.change.waitingFor.length === event.change.shopIds.length ? { undecided: true } : {};
    case 'UnitChangeAnswered':
      return {};
    case 'UnitChangeSettled':
      return { decides: decision(event) };
    default:
      return { result: told(event.item) };
  }
}

const told = ({ itemId, sku, version }: Item): Readonly<Record<string, unknown>> => ({ itemId, sku, version });

function decision({ item, changeId, inUse }: Extract<ItemEvent, { type: 'UnitChangeSettled' }>): NonNullable<ItemEffects['decides']> {
  if (!inUse) return { commandId: changeId, result: told(item) };
  const { kind, code, message, field } = inUseRefusal(item, inUse);
  return { commandId: changeId, refusal: { kind, code, message, ...(field === undefined ? {} : { field }) }, result: {} };
}
