/** How far the server's clock is ahead of this device's, in milliseconds. */
let ahead = 0;

/** Now, by the server's clock: a tablet's own may be wrong by hours. In milliseconds since 1970, right to a second or so. */
export const serverNow = (): number => Date.now() + ahead;

/** Takes the time from an answer's `Date` header, which knows seconds; less than two of difference are its rounding and the way. */
export function syncClock(date: string | null): void {
  const offset = Date.parse(date ?? '') - Date.now();
  if (Number.isFinite(offset) && Math.abs(offset - ahead) > 2_000) ahead = offset;
}
