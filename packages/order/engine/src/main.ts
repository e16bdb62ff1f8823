import { contextEngine } from '@noren/engine-kit';
import { topics } from '@noren/order-contract';
import { historyTable } from '@noren/order-store';
import { orderEffects } from './application/effects.ts';
import { orderRules } from './application/rules.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';
import { counters } from './interface/counters.ts';
import { orderProcessManager, readModels } from './interface/subscriptions.ts';

/** How Order decides: its rules, its tables, its place in the log. */
export const module = contextEngine({
  context: 'order',
  topics,
  rules: orderRules,
  effects: orderEffects,
  ledger: historyTable,
  tables,
  commands: commandCodec,
  events: eventCodec,
  keyOf: ({ orderId }) => orderId,
  readModels: readModels(tables),
  processManagers: (parts) => [orderProcessManager(parts)],
  connections: 8,
  counters,
});
