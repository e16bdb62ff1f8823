import type { Prisma } from './generated/client.ts';
import type { Db } from './prisma.ts';

/** What became of a call. `subject`: the id of what was made or changed, where one is known. */
export type AuditOutcome = Readonly<{ outcome: 'done' | 'repeated' | 'refused' | 'failed'; code: string; message: string; subject: string }>;
type Asked = Readonly<{ entryId: string; at: string; operatorId: string; noun: string; verb: string; request: object }>;
/** An entry of the audit log. Without an outcome: of a process that ended before it knew. Instants are ISO 8601 in UTC. */
export type AuditRecord = Asked & Readonly<{ outcome?: AuditOutcome }>;

/** What is empty does not filter. */
export type AuditFilter = Readonly<{ noun: string; verb: string; outcome: string; subject: string; operatorId: string; since?: string; until?: string }>;

/** The audit log: it is appended to, never changed. */
export interface Audit {
  /** Before anything is done. */
  asked(entry: Asked): Promise<void>;
  decided(entryId: string, at: string, outcome: AuditOutcome): Promise<void>;
  /** A page, the newest first, before an entry. */
  page(filter: AuditFilter, before: string | undefined, size: number): Promise<readonly AuditRecord[]>;
}

export const audit = (prisma: Db): Audit => ({
  async asked(entry) {
    await prisma.auditEntry.create({ data: entry });
  },
  async decided(entryId, at, outcome) {
    await prisma.auditOutcome.create({ data: { entryId, at, ...outcome } });
  },
  async page(filter, before, size) {
    const rows = await prisma.auditEntry.findMany({ where: whereOf(filter, before), include: { outcome: true }, orderBy: { entryId: 'desc' }, take: size });
    return rows.map(({ entryId, at, operatorId, noun, verb, request, outcome: row }) => {
      const asked = { entryId, at: at.toISOString(), operatorId, noun, verb, request: Object(request) as object };
      return row ? { ...asked, outcome: { outcome: outcomeOf(row.outcome), code: row.code, message: row.message, subject: row.subject } } : asked;
    });
  },
});

function whereOf({ noun, verb, outcome, subject, operatorId, since, until }: AuditFilter, before: string | undefined): Prisma.AuditEntryWhereInput {
  const equal = Object.entries({ noun, verb, operatorId }).filter(([, value]) => value !== '');
  const of = { ...(outcome === '' || outcome === 'unknown' ? {} : { outcome }), ...(subject === '' ? {} : { subject }) };
  return {
    ...Object.fromEntries(equal),
    ...(before === undefined ? {} : { entryId: { lt: before } }),
    ...(since === undefined && until === undefined
      ? {}
      : { at: { ...(since === undefined ? {} : { gte: since }), ...(until === undefined ? {} : { lt: until }) } }),
    ...(outcome === 'unknown' ? { outcome: null } : Object.keys(of).length === 0 ? {} : { outcome: of }),
  };
}

/** The database allows no others. */
const outcomeOf = (text: string): AuditOutcome['outcome'] => (text === 'done' || text === 'repeated' || text === 'refused' ? text : 'failed');
