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
  /** `platform` (reads catalogues, places and cancels orders), `merchant` (runs shops, items, stock, orders), `service` (Noren itself). */
  roles: readonly Role[];
}>;
export type Role = 'platform' | 'merchant' | 'service';
