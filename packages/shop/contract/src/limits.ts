/** How much there may be of what. APIs, the engine and the pages read it here; texts are counted in characters (Unicode code points). */
export const limits = {
  idCharacters: 64,
  nameCharacters: 200,
  /** Why a shop is paused or closed. */
  reasonCharacters: 500,
  periodsAWeek: 100,
  /** A period begins before it. */
  minutesADay: 1_440,
  /** A period ends at it or before: it may pass midnight once. */
  latestMinute: 2_880,
  page: { usual: 100, most: 1_000 },
} as const;
