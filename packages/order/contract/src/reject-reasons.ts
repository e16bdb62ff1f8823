/** Why a merchant's people may reject an order. */
export const rejectReasons = ['out_of_stock', 'too_busy', 'closing_soon', 'no_staff', 'wrong_price', 'technical_problem', 'weather', 'other'] as const;
export type RejectReason = (typeof rejectReasons)[number];
