import { messageCodec } from '@noren/engine-kit';
import { commands, events } from '@noren/item-contract';
import { type ItemCommand, type ItemEvent, itemWords } from '../domain/item.ts';

export const commandCodec = messageCodec<ItemCommand>()(commands);

export const eventCodec = messageCodec<ItemEvent>()(events, {
  ItemCreated: { item: itemWords },
  ItemChanged: { item: itemWords },
  ItemPublished: { item: itemWords },
  ItemUnpublished: { item: itemWords },
  UnitChangeAsked: { change: { item: itemWords } },
  UnitChangeSettled: { item: itemWords },
});
