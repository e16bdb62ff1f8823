import type { Item, ItemCommand, ItemEvent, SoldBy, StockInUse } from '../domain/item.ts';
import type { InventoryCommand, InventoryEvent } from './inventory-messages.ts';

/** A command for one context's log, under the key that it goes by there. */
export type CommandTo = Readonly<{ to: 'inventory'; key: string; command: InventoryCommand }> | Readonly<{ to: 'item'; key: string; command: ItemCommand }>;

/**
 * The process manager (saga) of a change of the unit of sale. Each shop of the merchant is asked; one that holds nothing counts in the new unit from then on,
 * so that nothing slips in between. Where one holds something the others count as they did before.
 */
export function react(event: ItemEvent | InventoryEvent): readonly CommandTo[] {
  switch (event.type) {
    case 'UnitChangeAsked': {
      const { item, changeId, waitingFor } = event.change;
      const asked = { sku: item.sku, soldBy: item.soldBy, was: otherThan(item.soldBy), change: nameOf(item, changeId) };
      return waitingFor.map((shopId) => inventory({ type: 'ChangeUnit', shopId, ...asked }));
    }
    case 'UnitChanged':
      return answer(event);
    case 'UnitInUse': {
      const { shopId, onHand, reserved, safety } = event;
      return answer(event, { shopId, onHand, reserved, safety });
    }
    case 'UnitChangeSettled': {
      const { item, changeId, shopIds, inUse } = event;
      return inUse ? shopIds.map((shopId) => inventory({ type: 'KeepUnit', shopId, sku: item.sku, change: nameOf(item, changeId) })) : [];
    }
    case 'UnitChangeAnswered':
    case 'ItemCreated':
    case 'ItemChanged':
    case 'ItemPublished':
    case 'ItemUnpublished':
      return [];
  }
}

/** What Inventory, which knows no merchants, tells back: whose change it is, and which. Neither part has a slash. */
const nameOf = ({ merchantId }: Item, changeId: string): string => `${merchantId}/${changeId}`;

function answer({ shopId, sku, change }: InventoryEvent, inUse?: StockInUse): readonly CommandTo[] {
  const [merchantId, changeId] = change.split('/');
  if (merchantId === undefined || changeId === undefined) throw new Error(`${change} is no change of Item's`);
  return [{ to: 'item', key: merchantId, command: { type: 'SettleUnit', merchantId, sku, changeId, shopId, ...(inUse ? { inUse } : {}) } }];
}

const inventory = (command: InventoryCommand): CommandTo => ({ to: 'inventory', key: command.shopId, command });

const otherThan = (soldBy: SoldBy): SoldBy => (soldBy === 'piece' ? 'weight' : 'piece');
