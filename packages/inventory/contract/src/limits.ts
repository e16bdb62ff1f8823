/** How much there may be of what. APIs, the engine and the pages read it here; texts are counted in characters (Unicode code points). */
export const limits = {
  idCharacters: 64,
  /** Pieces or grams that anybody may name at once, so that sums over any order stay exact integers. */
  quantity: 1_000_000_000_000,
  /** Lines of a reservation: those of an order. */
  linesAReservation: 1_000,
  /** Lines of a call that sets or adjusts stock. */
  linesACall: 10_000,
  page: { usual: 100, most: 1_000 },
} as const;
