/**
 * Who asks. Signed by the edge that checked the credential (link, merchant-link, bff) and carried by every internal call;
 * a context's API authorises by it and refuses anonymous callers.
 */
export type Identity = Readonly<{
  /**
   * `platform:plt_…`, `system:sys_…`, `staff:usr_…`, `operator:op_…` or `service:<module>`. Idempotency keys, operations, orders and counters belong to it: it is made of an id
   * of ours and never of a name that somebody chose.
   */
  subject: string;
  /** What its merchant calls a platform or a system: for people to read, and nothing is decided by it. */
  name?: string;
  /** The subject that it had before platforms and systems had ids of their own. Several merchants' platforms may share one: it proves nothing by itself. */
  former?: string;
  /** The merchants it may see or act for; `*` for Noren's own services. */
  merchants: readonly string[] | '*';
  /** The shops of theirs that the call is about, as the edge knows them: a context that knows no merchants authorises by these. */
  shops?: readonly string[];
  /**
   * What it has everywhere: `platform` (reads catalogues, places and cancels orders), `merchant` (a system that runs shops, items, stock, orders), `service`
   * (Noren itself), or a role of staff in every shop of its merchants.
   */
  roles: readonly Role[];
  /** Who shares what a tenant may have under way, where that is not all who act for the same merchants. For the edge that the request came to, and not signed. */
  tenant?: string;
  /** What a person has in single shops, which are all among `shops`. Whoever has such roles acts for one merchant at a time. */
  shopRoles?: Readonly<Record<string, StaffRole>>;
}>;
export type Role = 'platform' | 'merchant' | 'service' | StaffRole;

/** People of a merchant: who serves (orders, counting), who runs the shop and its catalogue besides, who decides on shops, keys and people besides. */
type StaffRole = 'owner' | 'manager' | 'clerk';

/** Who did something, as records tell it for ever: with the name of that time behind the subject (`platform:plt_…:quickmart`). */
export const actorOf = ({ subject, name }: Identity): string => (name === undefined ? subject : `${subject}:${name}`);

/** Whether a record that names an actor means this caller, whatever it was called then. */
export const isActor = ({ subject }: Identity, actor: string): boolean => actor === subject || actor.startsWith(`${subject}:`);

/** What an actor of a record was called: `quickmart`. Records of before have the name right behind the kind. */
export const actorName = (actor: string): string => actor.split(':').at(-1) ?? actor;

/** A role of staff with those above it, which may do all that it may. */
export const staff = { clerk: ['clerk', 'manager', 'owner'], manager: ['manager', 'owner'], owner: ['owner'] } as const satisfies Record<
  StaffRole,
  readonly StaffRole[]
>;
