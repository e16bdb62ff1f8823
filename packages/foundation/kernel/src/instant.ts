const endOf9999 = Date.UTC(10_000, 0) - 1;

/** An instant (RFC 3339, any offset) as epoch milliseconds; `undefined` where the text is none, or lies after the year 9999. */
export function epochMilliseconds(text: string): number | undefined {
  try {
    const at = Temporal.Instant.from(text).epochMilliseconds;
    return at <= endOf9999 ? at : undefined;
  } catch {
    return undefined;
  }
}
