import { refusal } from '@noren/shop-contract/refusals';

/**
 * The IANA zone as its own list spells it (`europe/london` → `Europe/London`). Offsets such as +09:00 are refused: they know no daylight saving,
 * so that opening hours kept in them go wrong twice a year.
 */
export function checkedTimeZone(timeZone: string): string {
  const known = /^[A-Za-z]/.test(timeZone) && timeZone.length <= 64 ? spelled(timeZone) : undefined;
  if (known === undefined) throw refusal('time_zone', 'timeZone');
  return known;
}

function spelled(timeZone: string): string | undefined {
  try {
    return new Temporal.ZonedDateTime(0n, timeZone).timeZoneId;
  } catch {
    return undefined;
  }
}
