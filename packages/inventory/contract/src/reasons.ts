/** Why stock may be changed by hand, and which way it goes then. What was counted finds more or less. */
export const stockReasons = { received: 'comes', damaged: 'goes', counted: 'either', return: 'comes', sold_elsewhere: 'goes' } as const;
type StockReason = keyof typeof stockReasons;

/** The reasons by name. */
export const reasonNames: readonly [StockReason, ...StockReason[]] = ['received', 'damaged', 'counted', 'return', 'sold_elsewhere'];

/** Whether stock goes this way for such a reason: what was damaged never adds, what was received never takes away. */
export function fitsReason(reason: StockReason, delta: number): boolean {
  const way = stockReasons[reason];
  return way === 'either' || delta === 0 || way === (delta > 0 ? 'comes' : 'goes');
}
