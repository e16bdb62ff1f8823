/** How much Link takes. */
export const limits = {
  /** Merchants that one call may make a key for. */
  merchantsAKey: 1_000,
  /** Single shops that a grant names; more are granted by naming none. */
  shopsAGrant: 1_000,
  /** For so long a key may live on after another was made to follow it: 31 days. */
  oldKeyLivesS: 31 * 24 * 60 * 60,
  page: { usual: 50, most: 200 },
} as const;
