import { messageCodec } from '@noren/engine-kit';
import { commands, events } from '@noren/inventory-contract';
import { type InventoryCommand, type InventoryEvent, units } from '../domain/stock.ts';

export const commandCodec = messageCodec<InventoryCommand>()(commands);

export const eventCodec = messageCodec<InventoryEvent>()(events, { UnitChanged: { soldBy: units, was: units }, UnitKept: { soldBy: units } });
