import type pg from 'pg';
import { type PersonRecord, toPerson } from './people.ts';
import type { Db } from './prisma.ts';

/** Who is logged in, by the hash of what the browser has. */
export type SessionRecord = Readonly<{ hash: string; csrf: string; startedAt: Date; usedAt: Date; person: PersonRecord }>;

export interface Sessions {
  start(session: Readonly<{ hash: string; personId: string; csrf: string }>, now: Date): Promise<void>;
  find(hash: string): Promise<SessionRecord | undefined>;
  /** Notes that it is used, and that the person is here. */
  use(hash: string, now: Date): Promise<void>;
  end(hash: string): Promise<void>;
  /** Ends all sessions of a person, except one. */
  endAllOf(personId: string, except?: string): Promise<void>;
  /** Forgets what ended before. */
  sweep(notUsedSince: Date, startedBefore: Date): Promise<void>;
}

export const sessions = (prisma: Db, pool: pg.Pool): Sessions => ({
  async start({ hash, personId, csrf }, now) {
    await prisma.session.create({ data: { hash, personId, csrf, startedAt: now, usedAt: now } });
    await prisma.person.update({ where: { personId }, data: { lastSeenAt: now } });
  },
  async find(hash) {
    const row = await prisma.session.findUnique({ where: { hash }, include: { person: { include: { roles: { orderBy: { shopId: 'asc' } } } } } });
    const person = row && toPerson(row.person);
    return row && person ? { hash, csrf: row.csrf, startedAt: row.startedAt, usedAt: row.usedAt, person } : undefined;
  },
  async use(hash, now) {
    await pool.query(
      `WITH used AS (UPDATE session SET used_at = greatest(used_at, $2) WHERE hash = $1 RETURNING person_id)
       UPDATE person SET last_seen_at = $2 FROM used WHERE person.person_id = used.person_id`,
      [hash, now],
    );
  },
  async end(hash) {
    await prisma.session.deleteMany({ where: { hash } });
  },
  async endAllOf(personId, except) {
    await prisma.session.deleteMany({ where: { personId, ...(except === undefined ? {} : { hash: { not: except } }) } });
  },
  async sweep(notUsedSince, startedBefore) {
    await prisma.session.deleteMany({ where: { OR: [{ usedAt: { lt: notUsedSince } }, { startedAt: { lt: startedBefore } }] } });
  },
});
