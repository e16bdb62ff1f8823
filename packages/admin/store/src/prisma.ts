import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;
export const prismaOf = (pool: pg.Pool): Db => new PrismaClient({ adapter: new PrismaPg(pool, { schema: 'admin' }) });
