import type pg from 'pg';
import { audit, type Audit } from './audit.ts';
import { creations, type Creations } from './creations.ts';
import { operators, type Operators } from './operators.ts';
import { prismaOf } from './prisma.ts';

export type { Audit, AuditFilter, AuditOutcome, AuditRecord } from './audit.ts';
export type { Creation, Creations } from './creations.ts';
export type { Operators } from './operators.ts';

/** All that the operators' edge keeps. */
export type AdminStore = Readonly<{ operators: Operators; creations: Creations; audit: Audit }>;

export function adminStore(pool: pg.Pool): AdminStore {
  const prisma = prismaOf(pool);
  return { operators: operators(pool), creations: creations(prisma, pool), audit: audit(prisma) };
}
