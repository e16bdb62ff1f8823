import type pg from 'pg';
import type { Db } from './prisma.ts';

type Role = 'clerk' | 'manager' | 'owner';
type ShopRole = Readonly<{ shopId: string; role: Role }>;
type Language = 'en' | 'ja' | 'ko';

/** Somebody who may log in. Instants are ISO 8601 in UTC; the password's hash stays apart. */
export type PersonRecord = Readonly<{
  personId: string;
  merchantId: string;
  email: string;
  name: string;
  language: Language;
  shops: readonly ShopRole[];
  disabled: boolean;
  /** Has no password of their own (yet, or any more): comes in by a link. */
  invited: boolean;
  lastSeenAt?: string;
  version: number;
}>;

/** What can be changed of a person: what is left out stays. */
type PersonChange = Readonly<{
  name?: string;
  language?: Language;
  shops?: readonly ShopRole[];
  disabled?: boolean;
  password?: Readonly<{ hash: string; invited: boolean }>;
}>;

export interface People {
  byId(personId: string): Promise<PersonRecord | undefined>;
  /** With the hash of the password, for whoever logs in. */
  byEmail(folded: string): Promise<Readonly<{ person: PersonRecord; hash: string }> | undefined>;
  passwordOf(personId: string): Promise<string | undefined>;
  ofMerchant(merchantId: string): Promise<readonly PersonRecord[]>;
  namesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** False where the address has an account already. */
  add(person: PersonRecord, folded: string, hash: string): Promise<boolean>;
  /** Of the merchant's shops, those that somebody owns. */
  ownedShops(merchantId: string): Promise<ReadonlySet<string>>;
  /** Makes whoever owns all these other shops of the merchant, as far as anybody does, an owner of this one too. */
  adopt(merchantId: string, shopId: string, others: readonly string[]): Promise<void>;
  /**
   * Changes a person who still has this version (any, where it is not given); undefined where it has another. `allowed` is asked with all people of the merchant
   * as they would be, while nobody else can change them; what it throws leaves everything as it was.
   */
  change(
    personId: string,
    version: number | undefined,
    change: PersonChange,
    allowed?: (people: readonly PersonRecord[]) => void,
  ): Promise<PersonRecord | undefined>;
}

export function people(prisma: Db, pool: pg.Pool): People {
  const include = { roles: { orderBy: { shopId: 'asc' as const } } };
  const byId = async (personId: string): Promise<PersonRecord | undefined> => toPerson(await prisma.person.findUnique({ where: { personId }, include }));
  return {
    byId,
    async byEmail(emailFolded) {
      const row = await prisma.person.findUnique({ where: { emailFolded }, include });
      const person = toPerson(row);
      return row && person ? { person, hash: row.password } : undefined;
    },
    passwordOf: async (personId) => (await prisma.person.findUnique({ where: { personId }, select: { password: true } }))?.password,
    ofMerchant: (merchantId) => peopleOf(prisma, merchantId),
    async namesOf(personIds) {
      if (personIds.length === 0) return new Map();
      const rows = await prisma.person.findMany({ where: { personId: { in: [...new Set(personIds)] } }, select: { personId: true, name: true } });
      return new Map(rows.map(({ personId, name }) => [personId, name]));
    },
    async add({ personId, merchantId, email, name, language, shops, disabled, invited }, folded, hash) {
      const { rowCount } = await pool.query(
        `WITH added AS (
           INSERT INTO person (person_id, merchant_id, email, email_folded, name, language, password, invited, disabled)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (email_folded) DO NOTHING RETURNING person_id),
         roles AS (INSERT INTO shop_role (person_id, shop_id, role) SELECT person_id, r.shop, r.role FROM added, unnest($10::text[], $11::text[]) AS r (shop, role))
         SELECT 1 FROM added`,
        [personId, merchantId, email, folded, name, language, hash, invited, disabled, shops.map(({ shopId }) => shopId), shops.map(({ role }) => role)],
      );
      return rowCount === 1;
    },
    async ownedShops(merchantId) {
      const { rows } = await pool.query<{ shop_id: string }>(
        `SELECT DISTINCT shop_id FROM shop_role JOIN person USING (person_id) WHERE merchant_id = $1 AND role = 'owner'`,
        [merchantId],
      );
      return new Set(rows.map(({ shop_id }) => shop_id));
    },
    async adopt(merchantId, shopId, others) {
      await pool.query(
        `WITH others AS (SELECT DISTINCT shop_id FROM shop_role WHERE role = 'owner' AND shop_id = ANY($3::text[])),
         owners AS (
           SELECT person_id FROM person JOIN shop_role USING (person_id) JOIN others USING (shop_id) WHERE merchant_id = $1 AND role = 'owner'
           GROUP BY person_id HAVING count(*) = (SELECT count(*) FROM others)),
         adopted AS (
           INSERT INTO shop_role (person_id, shop_id, role) SELECT person_id, $2, 'owner' FROM owners ON CONFLICT (person_id, shop_id) DO NOTHING
           RETURNING person_id)
         UPDATE person SET version = version + 1 WHERE person_id IN (SELECT person_id FROM adopted)`,
        [merchantId, shopId, others],
      );
    },
    change: (personId, version, change, allowed = () => undefined) =>
      prisma.$transaction(async (tx) => {
        // Two owners who take each other's role away at once are decided one after the other.
        const [locked] = await tx.$queryRaw<{ merchant_id: string }[]>`
          SELECT merchant_id FROM person WHERE merchant_id = (SELECT merchant_id FROM person WHERE person_id = ${personId}) ORDER BY person_id FOR UPDATE`;
        const before = await tx.person.findUnique({ where: { personId } });
        if (!locked || !before || (version !== undefined && Number(before.version) !== version)) return undefined;
        const { shops, password, ...plain } = change;
        await tx.person.update({
          where: { personId },
          data: {
            ...plain,
            ...(password ? { password: password.hash, invited: password.invited } : {}),
            version: { increment: 1 },
          },
        });
        if (shops) {
          await tx.shopRole.deleteMany({ where: { personId } });
          await tx.shopRole.createMany({ data: shops.map(({ shopId, role }) => ({ personId, shopId, role })) });
        }
        const all = await peopleOf(tx, locked.merchant_id);
        allowed(all);
        return all.find((one) => one.personId === personId);
      }),
  };
}

async function peopleOf(prisma: Pick<Db, 'person'>, merchantId: string): Promise<readonly PersonRecord[]> {
  const rows = await prisma.person.findMany({
    where: { merchantId },
    include: { roles: { orderBy: { shopId: 'asc' } } },
    orderBy: [{ name: 'asc' }, { personId: 'asc' }],
  });
  return rows.flatMap((row) => toPerson(row) ?? []);
}

type PersonRow = Readonly<{
  personId: string;
  merchantId: string;
  email: string;
  name: string;
  language: string;
  disabled: boolean;
  invited: boolean;
  lastSeenAt: Date | null;
  version: bigint;
  roles: readonly Readonly<{ shopId: string; role: string }>[];
}>;

export const toPerson = (row: PersonRow | null): PersonRecord | undefined =>
  row === null
    ? undefined
    : {
        personId: row.personId,
        merchantId: row.merchantId,
        email: row.email,
        name: row.name,
        language: languageOf(row.language),
        shops: row.roles.map(({ shopId, role }) => ({ shopId, role: roleOf(role) })),
        disabled: row.disabled,
        invited: row.invited,
        ...(row.lastSeenAt ? { lastSeenAt: row.lastSeenAt.toISOString() } : {}),
        version: Number(row.version),
      };

/** The database allows no others. */
const languageOf = (text: string): Language => (text === 'ja' || text === 'ko' ? text : 'en');
const roleOf = (text: string): Role => (text === 'owner' || text === 'manager' ? text : 'clerk');
