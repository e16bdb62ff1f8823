import type pg from 'pg';
import { type PersonRecord, toPerson } from './people.ts';
import type { Db } from './prisma.ts';

/** Who is logged in, by the hash of what the browser has. */
export type SessionRecord = Readonly<{ hash: string; csrf: string; startedAt: Date; usedAt: Date; person: PersonRecord }>;

/** What a stream that outlives its request has to know of its session. */
export type Standing = Readonly<{ startedAt: Date; usedAt: Date; disabled: boolean; personVersion: number }>;

export interface Sessions {
  start(session: Readonly<{ hash: string; personId: string; csrf: string }>, now: Date): Promise<void>;
  find(hash: string): Promise<SessionRecord | undefined>;
  /** Of these sessions, those that are there, as they are now: in one query, for all streams of a process. */
  standing(hashes: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
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
  async standing(hashes) {
    const { rows } = await pool.query<{ hash: string; started_at: Date; used_at: Date; disabled: boolean; version: string }>(
      'SELECT s.hash, s.started_at, s.used_at, p.disabled OR p.invited AS disabled, p.version FROM session AS s JOIN person AS p USING (person_id) WHERE s.hash = ANY($1::text[])',
      [[...new Set(hashes)]],
    );
    return new Map(
      rows.map(({ hash, started_at, used_at, disabled, version }) => [
        hash,
        { startedAt: started_at, usedAt: used_at, disabled, personVersion: Number(version) },
      ]),
    );
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
