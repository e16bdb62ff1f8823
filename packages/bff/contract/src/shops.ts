import { limits } from '@noren/shop-contract/limits';
import { z } from 'zod';
import { call } from './call.ts';
import { day, givenDay, givenInstant, id, instant, text, version } from './schemas.ts';

/** Minutes from local midnight; `untilMinute` may pass it: 22:00 to 02:00 is 1320 to 1560. Monday is 1. */
export const OpeningPeriod = z.strictObject({
  weekday: z.int().min(1).max(7),
  fromMinute: z
    .int()
    .min(0)
    .max(limits.minutesADay - 1),
  untilMinute: z.int().min(1).max(limits.latestMinute),
});
export type OpeningPeriod = z.infer<typeof OpeningPeriod>;

export const Shop = z.strictObject({
  shopId: id,
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  status: z.enum(['open', 'paused', 'closed']),
  pausedUntil: instant.optional(),
  reason: z.string(),
  weeklyHours: z.array(OpeningPeriod),
  version,
  /** Whether it takes orders just now; if not, why (`shop_closed`, `merchant_suspended`, `shop_paused`, `shop_not_open`) and when it next does, where that is known. */
  orderable: z.strictObject({ orderable: z.boolean(), reason: z.string(), opensAt: instant.optional() }),
});
export type Shop = z.infer<typeof Shop>;

/** An hour of a shop's day, by its own clock. Days of daylight saving have 23 or 25. */
export const TodayHour = z.strictObject({
  at: instant.describe('When the hour begins'),
  label: z.string().describe('By the clock of the shop: 09:00'),
  orders: z.int().describe('Placed in that hour'),
  rejected: z.int().describe('Of those, rejected or cancelled by now'),
  sales: z.int().describe('Total of those that stand, in minor units'),
  stockOuts: z.int().describe('Orders refused for want of stock'),
});
export type TodayHour = z.infer<typeof TodayHour>;

export const Today = z.strictObject({
  day,
  timeZone: z.string(),
  currency: z.string(),
  hours: z.array(TodayHour),
  totals: z.strictObject({ orders: z.int(), rejected: z.int(), sales: z.int(), stockOuts: z.int() }),
});
export type Today = z.infer<typeof Today>;

/** What an owner says of a shop. */
const details = { name: text(limits.nameCharacters).min(1), timeZone: z.string().min(1).max(64).describe('IANA name, such as Asia/Tokyo') };
const params = z.strictObject({ shopId: id });
const problems = ['shop_not_found', 'version_conflict', 'shop_closed', 'idempotency_key_reused'];

/** A conflict has the Shop in `now`. */
export const shops = {
  get: call({ method: 'GET', path: '/api/shops/{shopId}', summary: 'A shop', takes: 'clerk', params, answers: { 200: Shop }, problems: ['shop_not_found'] }),
  /** In the merchant's currency, without hours: it is never open until it gets some. Whoever owns all the other shops owns it. */
  create: call({
    method: 'POST',
    path: '/api/shops',
    summary: 'Open a further shop',
    takes: 'owner',
    body: z.strictObject(details),
    idempotent: true,
    answers: { 200: Shop },
    problems: ['name', 'time_zone', 'idempotency_key_reused'],
  }),
  change: call({
    method: 'PUT',
    path: '/api/shops/{shopId}',
    summary: 'Change a shop’s name or time zone',
    takes: 'owner',
    params,
    body: z.strictObject({ ...details, version }),
    idempotent: true,
    answers: { 200: Shop },
    problems: [...problems, 'name', 'time_zone'],
  }),
  setHours: call({
    method: 'PUT',
    path: '/api/shops/{shopId}/hours',
    summary: 'Replace the weekly hours; no periods: never open',
    takes: 'manager',
    params,
    body: z.strictObject({ periods: z.array(OpeningPeriod).max(limits.periodsAWeek), version }),
    idempotent: true,
    answers: { 200: Shop },
    problems: [...problems, 'hours_overlap', 'weekly_hours'],
  }),
  pause: call({
    method: 'POST',
    path: '/api/shops/{shopId}/pause',
    summary: 'Take no orders until an instant, or until resumed',
    takes: 'manager',
    params,
    body: z.strictObject({ until: givenInstant.optional(), reason: text(limits.reasonCharacters), version }),
    idempotent: true,
    answers: { 200: Shop },
    problems: [...problems, 'until_past'],
  }),
  resume: call({
    method: 'POST',
    path: '/api/shops/{shopId}/resume',
    summary: 'Take orders again',
    takes: 'manager',
    params,
    body: z.strictObject({ version }),
    idempotent: true,
    answers: { 200: Shop },
    problems,
  }),
  today: call({
    method: 'GET',
    path: '/api/shops/{shopId}/today',
    summary: 'Orders, sales and stock-outs of a day by the hour',
    takes: 'manager',
    params,
    query: z.strictObject({ day: givenDay.optional().describe('By the clock of the shop; today') }),
    answers: { 200: Today },
    problems: ['shop_not_found'],
  }),
};
