import { contextEngine } from '@noren/engine-kit';
import { topics } from '@noren/inventory-contract';
import { ledgerTable } from '@noren/inventory-store';
import { inventoryEffects } from './application/effects.ts';
import { inventoryRules } from './application/rules.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';
import { counters } from './interface/counters.ts';

/** How Inventory decides: its rules, its tables, its place in the log. */
export const module = contextEngine({
  context: 'inventory',
  topics,
  rules: inventoryRules,
  effects: inventoryEffects,
  ledger: ledgerTable,
  tables,
  commands: commandCodec,
  events: eventCodec,
  keyOf: ({ shopId }) => shopId,
  counters,
});
