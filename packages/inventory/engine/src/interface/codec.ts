import { codec, given, message } from '@noren/engine-kit';
import { commands, events } from '@noren/inventory-contract';
import type { InventoryCommand, InventoryEvent, StockLevel } from '../domain/stock.ts';

/** Every command between its proto message and the domain's plain data. */
export const commandCodec = codec<InventoryCommand>({
  SetStock: message(
    'noren.inventory.v1.SetStock',
    commands.SetStock,
    (wire) => wire,
    ({ expectedOnHand, ...wire }) => ({ type: 'SetStock', ...wire, ...given({ expectedOnHand }) }),
  ),
  AdjustStock: message(
    'noren.inventory.v1.AdjustStock',
    commands.AdjustStock,
    (wire) => wire,
    (wire) => ({ type: 'AdjustStock', ...wire }),
  ),
  SetSafetyStock: message(
    'noren.inventory.v1.SetSafetyStock',
    commands.SetSafetyStock,
    (wire) => wire,
    (wire) => ({ type: 'SetSafetyStock', ...wire }),
  ),
  ReserveStock: message(
    'noren.inventory.v1.ReserveStock',
    commands.ReserveStock,
    ({ shopId, holder, lines, expiresAt }) => ({ shopId, holder, lines: [...lines], expiresAt }),
    ({ expiresAt, ...wire }) => ({ type: 'ReserveStock', ...wire, ...given({ expiresAt }) }),
  ),
  CommitStock: message(
    'noren.inventory.v1.CommitStock',
    commands.CommitStock,
    (wire) => wire,
    (wire) => ({ type: 'CommitStock', ...wire }),
  ),
  ReleaseStock: message(
    'noren.inventory.v1.ReleaseStock',
    commands.ReleaseStock,
    (wire) => wire,
    (wire) => ({ type: 'ReleaseStock', ...wire }),
  ),
});

/** Every event between the domain's plain data and its proto message. */
export const eventCodec = codec<InventoryEvent>({
  StockSet: message('noren.inventory.v1.StockSet', events.StockSet, withLevels, (wire) => ({ type: 'StockSet', ...wire })),
  StockAdjusted: message('noren.inventory.v1.StockAdjusted', events.StockAdjusted, withLevels, (wire) => ({ type: 'StockAdjusted', ...wire })),
  SafetyStockSet: message('noren.inventory.v1.SafetyStockSet', events.SafetyStockSet, withLevels, (wire) => ({ type: 'SafetyStockSet', ...wire })),
  StockReserved: message(
    'noren.inventory.v1.StockReserved',
    events.StockReserved,
    (event) => ({ ...withLevels(event), lines: [...event.lines], expiresAt: event.expiresAt }),
    ({ expiresAt, ...wire }) => ({ type: 'StockReserved', ...wire, ...given({ expiresAt }) }),
  ),
  StockShort: message(
    'noren.inventory.v1.StockShort',
    events.StockShort,
    ({ shopId, holder, short }) => ({ shopId, holder, short: [...short] }),
    (wire) => ({ type: 'StockShort', ...wire }),
  ),
  StockCommitted: message(
    'noren.inventory.v1.StockCommitted',
    events.StockCommitted,
    (event) => ({ ...withLevels(event), lines: [...event.lines] }),
    (wire) => ({ type: 'StockCommitted', ...wire }),
  ),
  StockReleased: message(
    'noren.inventory.v1.StockReleased',
    events.StockReleased,
    (event) => ({ ...withLevels(event), lines: [...event.lines] }),
    (wire) => ({ type: 'StockReleased', ...wire }),
  ),
});

/** The domain's lists are readonly, those of generated messages are not. */
function withLevels<Event extends Readonly<{ levels: readonly StockLevel[] }>>(
  event: Event,
): Omit<Event, 'levels'> & { levels: (StockLevel & { version: number })[] } {
  // A level's version is its row's, which the domain does not know; events are ordered by the log.
  return { ...event, levels: event.levels.map((level) => ({ ...level, version: 0 })) };
}
