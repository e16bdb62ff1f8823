const startOf1 = Date.parse('0001-01-01T00:00:00Z');
const endOf9999 = Date.UTC(10_000, 0) - 1;

/** Whether an instant is one that a database and a text of four digits for the year hold, in UTC: of the years 1 to 9999. `text`: ISO 8601 with its offset. */
export function isInYears(text: string): boolean {
  const at = Date.parse(text);
  return at >= startOf1 && at <= endOf9999;
}

export const INSTANT_FORM = 'must be an instant such as 2027-01-31T09:00:00Z, of the years 1 to 9999';

/** An instant (RFC 3339, any offset) as epoch milliseconds; `undefined` where the text is none, or lies outside of the years 1 to 9999. */
export function epochMilliseconds(text: string): number | undefined {
  try {
    const at = Temporal.Instant.from(text).epochMilliseconds;
    return at >= startOf1 && at <= endOf9999 ? at : undefined;
  } catch {
    return undefined;
  }
}
