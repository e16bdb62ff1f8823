import { messageCodec } from '@noren/engine-kit';
import { commands, events } from '@noren/shop-contract';
import { type ShopCommand, type ShopEvent, shopStatuses } from '../domain/shop.ts';

const shop = { status: shopStatuses };

export const commandCodec = messageCodec<ShopCommand>()(commands);

export const eventCodec = messageCodec<ShopEvent>()(events, {
  ShopCreated: { shop },
  ShopChanged: { shop },
  WeeklyHoursSet: { shop },
  ShopPaused: { shop },
  ShopResumed: { shop },
  ShopClosed: { shop },
});
