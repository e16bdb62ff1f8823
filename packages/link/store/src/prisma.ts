import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** Link's own schema by Prisma, over connections that are closed by whoever made them. */
export const prismaOver = (db: pg.Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(db, { schema: 'link' }) });
