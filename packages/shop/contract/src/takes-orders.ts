import { nextOpening, openAt, type WeeklyPeriod } from './weekly-hours.ts';

/** What of a shop says whether it takes orders. `pausedUntil` (ISO 8601) only where a pause has an end. */
export type ShopState = Readonly<{ status: string; pausedUntil?: string | undefined; timeZone: string; weeklyHours: readonly WeeklyPeriod[] }>;
/** What of its merchant does. */
export type MerchantState = Readonly<{ suspended: boolean }>;

/** Why a shop takes no orders. The same codes stand in answers, in rejected orders and on screens. */
const shopReasonCodes = ['shop_closed', 'merchant_suspended', 'shop_paused', 'shop_not_open'] as const;
/** `opensAt`: when the shop next takes orders (ISO 8601, UTC), where that is known. */
type ShopReason = Readonly<{ code: (typeof shopReasonCodes)[number]; message: string; opensAt?: string }>;

/**
 * Why a shop takes no orders at an instant (ISO 8601), every reason; none where it does. It is closed for good, or its merchant is suspended (nobody knows
 * until when; where nothing is known of the merchant it is not), or it is paused, or its weekly hours, on its own wall clock, say no. A pause counts until its
 * end, whether or not the shop has been resumed by then.
 */
export function whyNoOrders(
  { status, pausedUntil, timeZone, weeklyHours }: ShopState,
  merchant: MerchantState | undefined,
  instant: string,
): readonly ShopReason[] {
  if (status === 'closed') return [{ code: 'shop_closed', message: 'The shop has closed for good' }];
  if (merchant?.suspended) return [{ code: 'merchant_suspended', message: 'The merchant takes no orders at present' }];
  const paused = status === 'paused' && (pausedUntil === undefined || Date.parse(instant) < Date.parse(pausedUntil));
  const outside = !openAt(weeklyHours, timeZone, instant);
  if (!paused && !outside) return [];
  // A pause without an end: nobody knows when it opens.
  const from = paused ? pausedUntil : instant;
  const opens = from === undefined ? undefined : openAt(weeklyHours, timeZone, from) ? from : nextOpening(weeklyHours, timeZone, from);
  const opensAt = opens === undefined ? {} : { opensAt: new Date(opens).toISOString() };
  return [
    ...(paused ? [{ code: 'shop_paused', message: pausedUntil ? `The shop is paused until ${pausedUntil}` : 'The shop is paused', ...opensAt } as const] : []),
    ...(outside ? [{ code: 'shop_not_open', message: `The shop is not open at ${instant}`, ...opensAt } as const] : []),
  ];
}
