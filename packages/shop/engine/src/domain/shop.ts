import type { CommandHandler as Handler, FieldMask } from '@noren/kernel';

/**
 * Whose shops they are. The currency holds for all of them and never changes. While it is `suspended` (`reason`: why, else empty) none of them takes orders.
 * `version` counts its events; 0 in what versions before 0.3.0 wrote.
 */
export type Merchant = Readonly<{ merchantId: string; name: string; currency: string; suspended: boolean; reason: string; version: number }>;

/** Minutes from local midnight. `weekday` 1 is Monday. `untilMinute` may pass midnight: 22:00 to 02:00 is 1320 to 1560. */
export type OpeningPeriod = Readonly<{ weekday: number; fromMinute: number; untilMinute: number }>;

export const shopStatuses = ['open', 'paused', 'closed'] as const;
type ShopStatus = (typeof shopStatuses)[number];

/**
 * One place that sells. `status` is what people decided; whether the clock lets it take orders is asked of `weeklyHours`, which are in local time.
 * `pausedUntil` (ISO 8601, UTC) only where a pause has an end. `reason`: why it is paused or closed, else empty. `version` counts its events.
 */
export type Shop = Readonly<{
  shopId: string;
  merchantId: string;
  name: string;
  timeZone: string;
  currency: string;
  status: ShopStatus;
  pausedUntil?: string;
  reason: string;
  weeklyHours: readonly OpeningPeriod[];
  version: number;
}>;

export type ShopRecords = { merchant: Merchant; shop: Shop };

export type ShopCommand =
  | Readonly<{ type: 'RegisterMerchant'; merchantId: string; name: string; currency: string }>
  | Readonly<{ type: 'ChangeMerchant'; merchantId: string; name: string; expectedVersion?: number }>
  | Readonly<{ type: 'SuspendMerchant'; merchantId: string; reason: string; expectedVersion?: number }>
  | Readonly<{ type: 'ResumeMerchant'; merchantId: string; expectedVersion?: number }>
  | Readonly<{
      type: 'CreateShop';
      shopId: string;
      merchantId: string;
      name: string;
      timeZone: string;
      currency: string;
      weeklyHours: readonly OpeningPeriod[];
    }>
  | Readonly<{ type: 'ChangeShop'; shopId: string; name: string; timeZone: string; expectedVersion?: number; updateMask?: FieldMask }>
  | Readonly<{ type: 'SetWeeklyHours'; shopId: string; periods: readonly OpeningPeriod[]; expectedVersion?: number }>
  | Readonly<{ type: 'PauseShop'; shopId: string; until?: string; reason: string; expectedVersion?: number }>
  | Readonly<{ type: 'ResumeShop'; shopId: string; pausedUntil?: string; expectedVersion?: number }>
  | Readonly<{ type: 'CloseShop'; shopId: string; reason: string; expectedVersion?: number }>;

export type ShopEvent =
  | WithMerchant<'MerchantRegistered'>
  | WithMerchant<'MerchantChanged'>
  | WithMerchant<'MerchantSuspended'>
  | WithMerchant<'MerchantResumed'>
  | WithShop<'ShopCreated'>
  | WithShop<'ShopChanged'>
  | WithShop<'WeeklyHoursSet'>
  | WithShop<'ShopPaused'>
  | WithShop<'ShopResumed'>
  | WithShop<'ShopClosed'>;
/** The whole merchant, as it is after the event. */
type WithMerchant<Type> = Readonly<{ type: Type; merchant: Merchant }>;
/** The whole shop, as it is after the event. */
type WithShop<Type> = Readonly<{ type: Type; shop: Shop }>;

export type CommandHandler<Type extends ShopCommand['type']> = Handler<ShopRecords, Extract<ShopCommand, { type: Type }>, ShopEvent>;
