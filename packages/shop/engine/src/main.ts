import { contextEngine } from '@noren/engine-kit';
import { topics } from '@noren/shop-contract';
import { shopEffects } from './application/effects.ts';
import { shopRules } from './application/rules.ts';
import { tables } from './infrastructure/tables.ts';
import { commandCodec, eventCodec } from './interface/codec.ts';

/** How Shop decides: its rules, its tables, its place in the log. */
export const module = contextEngine({
  context: 'shop',
  topics,
  rules: shopRules,
  effects: shopEffects,
  tables,
  commands: commandCodec,
  events: eventCodec,
  keyOf: (command) => ('shopId' in command ? command.shopId : command.merchantId),
});
