import { join } from 'node:path';
import { topics } from '@noren/shop-contract';
import { flag, type Golden, id, instant, int32, list, messages, optional, record, text, whole, word } from '@noren/testing/golden';
import { shopEffects } from '../application/effects.ts';
import { shopRules } from '../application/rules.ts';
import type { Merchant, OpeningPeriod, Shop, ShopCommand, ShopEvent, ShopRecords } from '../domain/shop.ts';
import { tables } from '../infrastructure/tables.ts';
import { commandCodec, eventCodec } from './codec.ts';

const periods = list(record<OpeningPeriod>({ weekday: int32, fromMinute: int32, untilMinute: int32 }));
const expectedVersion = optional(whole);
const merchant = record<Merchant>({ merchantId: id, name: text, currency: text, suspended: flag, reason: text, version: whole });
export const shop = record<Shop>({
  ...{ shopId: id, merchantId: id, name: text, timeZone: text, currency: text, status: word('open', 'paused', 'closed') },
  ...{ pausedUntil: optional(instant), reason: text, weeklyHours: periods, version: whole },
});
const eventFields = { shop };

const day = { weekday: 1, fromMinute: 540, untilMinute: 1_560 };
const story: readonly ShopCommand[] = [
  { type: 'RegisterMerchant', merchantId: 'mer_kissa', name: '喫茶 Kissa', currency: 'JPY' },
  { type: 'RegisterMerchant', merchantId: 'mer_kissa', name: 'Other', currency: 'JPY' },
  { type: 'ChangeMerchant', merchantId: 'mer_kissa', name: '喫茶 Kissaten', expectedVersion: 1 },
  { type: 'SuspendMerchant', merchantId: 'mer_kissa', reason: 'papers missing' },
  { type: 'ResumeMerchant', merchantId: 'mer_kissa', expectedVersion: 1 },
  { type: 'ResumeMerchant', merchantId: 'mer_kissa', expectedVersion: 3 },
  { type: 'CreateShop', shopId: 'shp_1', merchantId: 'mer_kissa', name: 'One', timeZone: 'Asia/Tokyo', currency: 'JPY', weeklyHours: [day] },
  { type: 'CreateShop', shopId: 'shp_2', merchantId: 'mer_kissa', name: 'Two', timeZone: 'Asia/Seoul', currency: 'JPY', weeklyHours: [] },
  { type: 'CreateShop', shopId: 'shp_3', merchantId: 'mer_none', name: 'Three', timeZone: 'Asia/Seoul', currency: 'JPY', weeklyHours: [] },
  { type: 'ChangeShop', shopId: 'shp_1', name: 'First', timeZone: 'Asia/Tokyo', expectedVersion: 1 },
  { type: 'ChangeShop', shopId: 'shp_1', name: 'Late', timeZone: 'Asia/Tokyo', expectedVersion: 1 },
  { type: 'SetWeeklyHours', shopId: 'shp_1', periods: [day, { ...day, weekday: 7 }] },
  { type: 'SetWeeklyHours', shopId: 'shp_1', periods: [{ ...day, weekday: 8 }] },
  { type: 'PauseShop', shopId: 'shp_1', until: '2030-01-01T00:00:00Z', reason: 'stocktaking' },
  { type: 'ResumeShop', shopId: 'shp_1' },
  { type: 'PauseShop', shopId: 'shp_1', reason: '' },
  { type: 'CloseShop', shopId: 'shp_2', reason: 'moved away' },
];

/** What Shop writes, in samples and in a story. */
export const golden: Golden<ShopRecords, ShopCommand, ShopEvent> = {
  ...{ context: 'shop', folder: join(import.meta.dirname, '../../golden'), topics, decider: shopRules, effects: shopEffects, tables },
  ...{ commands: commandCodec, events: eventCodec },
  keyOf: (command) => ('shopId' in command ? command.shopId : command.merchantId),
  samples: {
    commands: messages<ShopCommand>({
      RegisterMerchant: { merchantId: text, name: text, currency: text },
      ChangeMerchant: { merchantId: text, name: text, expectedVersion },
      SuspendMerchant: { merchantId: text, reason: text, expectedVersion },
      ResumeMerchant: { merchantId: text, expectedVersion },
      CreateShop: { shopId: text, merchantId: text, name: text, timeZone: text, currency: text, weeklyHours: periods },
      ChangeShop: { shopId: text, name: text, timeZone: text, expectedVersion, updateMask: optional(list(text)) },
      SetWeeklyHours: { shopId: text, periods, expectedVersion },
      PauseShop: { shopId: text, until: optional(text), reason: text, expectedVersion },
      ResumeShop: { shopId: text, pausedUntil: optional(text), expectedVersion },
      CloseShop: { shopId: text, reason: text, expectedVersion },
    }),
    events: messages<ShopEvent>({
      ...{ MerchantRegistered: { merchant }, MerchantChanged: { merchant }, MerchantSuspended: { merchant }, MerchantResumed: { merchant } },
      ...{ ShopCreated: eventFields, ShopChanged: eventFields, WeeklyHoursSet: eventFields },
      ...{ ShopPaused: eventFields, ShopResumed: eventFields, ShopClosed: eventFields },
    }),
    records: { merchant, shop },
  },
  given: {},
  older: { '825f9c3': { migratedFrom: '20261128000000_protobuf' } },
  story,
};
