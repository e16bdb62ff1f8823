/** How much there may be of what. APIs, the engine and the pages read it here; texts are counted in characters (Unicode code points). */
export const limits = {
  /** Of an order or a return. Real invoices have 600. */
  linesAnOrder: 1_000,
  /** Pieces or grams of one line, so that Inventory can add up any order. */
  lineQuantity: 1_000_000_000,
  /** In minor units, of one piece or a kilogram. */
  price: 1_000_000_000_000,
  readyInMinutes: 1_440,
  /** Within which an order is decided, in seconds: at most, and where the command does not say. */
  decideWithinS: 86_400,
  usuallyDecideWithinS: 900,
  channelCharacters: 200,
  /** What the consumer platform calls an order. */
  externalIdCharacters: 128,
  /** Of a reason in words. */
  reasonCharacters: 200,
  page: { usual: 50, most: 200 },
} as const;
