import type pg from 'pg';
import { attempts, type Attempts } from './attempts.ts';
import { doneWrites, type DoneWrites } from './done-writes.ts';
import { imports, type Imports } from './imports.ts';
import { invitations, type Invitations } from './invitations.ts';
import { knownPlaces, type KnownPlaces } from './known-places.ts';
import { people, type People } from './people.ts';
import { prismaOf } from './prisma.ts';
import { sessions, type Sessions } from './sessions.ts';
import { knownShops, type KnownShops } from './shops.ts';

export type { DoneWrites } from './done-writes.ts';
export type * from './imports.ts';
export type { PersonRecord } from './people.ts';
export type { SessionRecord, Standing } from './sessions.ts';
export type { MerchantReadModel, ShopReadModel } from './shops.ts';
export * from './tables.ts';

/** All that the console's server keeps. `Item`: a row of a file, in the form in which its reader gives it. */
export type ConsoleStore<Item = unknown> = Readonly<{
  people: People;
  sessions: Sessions;
  invitations: Invitations;
  attempts: Attempts;
  knownPlaces: KnownPlaces;
  doneWrites: DoneWrites;
  shops: KnownShops;
  imports: Imports<Item>;
}>;

export function consoleStore<Item>(pool: pg.Pool): ConsoleStore<Item> {
  const prisma = prismaOf(pool);
  return {
    people: people(prisma, pool),
    sessions: sessions(prisma, pool),
    invitations: invitations(pool),
    attempts: attempts(pool),
    knownPlaces: knownPlaces(pool),
    doneWrites: doneWrites(pool),
    shops: knownShops(prisma),
    imports: imports<Item>(pool),
  };
}
