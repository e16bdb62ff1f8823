/** What was asked and accepted, decided or not: what the records cannot say yet. */
export interface Claims {
  /** The merchants for whom a shop of this id has been asked for. Its id may be given by the caller, so several may have claimed one. */
  merchantsOfShop(shopId: string): Promise<readonly string[]>;
  /** Whether the registration of this merchant is accepted and not decided yet. */
  merchantUndecided(merchantId: string): Promise<boolean>;
}
