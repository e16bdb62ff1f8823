import { contextEngine } from '@noren/engine-kit';
import { topics } from '@noren/category-contract';
import { categoryEffects } from './application/effects.ts';
import { categoryRules } from './application/rules.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';

/** How Category decides: its rules, its tables, its place in the log. */
export const module = contextEngine({
  context: 'category',
  topics,
  rules: categoryRules,
  effects: categoryEffects,
  tables,
  commands: commandCodec,
  events: eventCodec,
  keyOf: ({ merchantId }) => merchantId,
});
