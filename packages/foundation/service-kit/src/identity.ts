/**
 * Who asks. Signed by the edge that checked the credential (link, merchant-link, bff) and carried by every internal call;
 * a context's API authorises by it and refuses anonymous callers.
 */
export type Identity = Readonly<{
  /** `platform:<name>`, `system:<name>`, `staff:<id>` or `service:<module>`. */
  subject: string;
  /** The merchants it may see or act for; `*` for Noren's own services. */
  merchants: readonly string[] | '*';
  /** The shops of theirs that the call is about, as the edge knows them: a context that knows no merchants authorises by these. */
  shops?: readonly string[];
  /**
   * What it has everywhere: `platform` (reads catalogues, places and cancels orders), `merchant` (a system that runs shops, items, stock, orders), `service`
   * (Noren itself), or a role of staff in every shop of its merchants.
   */
  roles: readonly Role[];
  /** What a person has in single shops, which are all among `shops`. Whoever has such roles acts for one merchant at a time. */
  shopRoles?: Readonly<Record<string, StaffRole>>;
}>;
export type Role = 'platform' | 'merchant' | 'service' | StaffRole;

/** People of a merchant: who serves (orders, counting), who runs the shop and its catalogue besides, who decides on shops, keys and people besides. */
type StaffRole = 'owner' | 'manager' | 'clerk';

/** A role of staff with those above it, which may do all that it may. */
export const staff = { clerk: ['clerk', 'manager', 'owner'], manager: ['manager', 'owner'], owner: ['owner'] } as const satisfies Record<
  StaffRole,
  readonly StaffRole[]
>;
