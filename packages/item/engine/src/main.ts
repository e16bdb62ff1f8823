import { contextEngine } from '@noren/engine-kit';
import { topics } from '@noren/item-contract';
import { itemEffects } from './application/effects.ts';
import { itemRules } from './application/rules.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';
import { readModels, unitProcessManager } from './interface/subscriptions.ts';

/** How Item decides: its rules, its tables, its place in the log. */
export const module = contextEngine({
  context: 'item',
  topics,
  rules: itemRules,
  effects: itemEffects,
  tables,
  commands: commandCodec,
  events: eventCodec,
  keyOf: ({ merchantId }) => merchantId,
  readModels: readModels(tables),
  processManagers: (parts) => [unitProcessManager(parts)],
});
