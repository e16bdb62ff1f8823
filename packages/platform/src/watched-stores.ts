import { watchStores } from '@noren/engine-kit';
import { systemClock } from '@noren/kernel';
import { glancePool } from '@noren/service-kit/postgres';
import type { Registry } from 'prom-client';
import type { Logs } from './logs.ts';

/** Tells metrics how the stores of these roles stand, over a connection of its own to each; the answer closes them. */
export function watchedStores(
  metrics: Registry,
  { roles, databaseUrl, logOf }: Readonly<{ roles: readonly string[]; databaseUrl(role: string): string; logOf: Logs['logOf'] }>,
): () => Promise<void> {
  const stores = roles.filter((role) => role !== 'log').map((role) => ({ store: role, db: glancePool(databaseUrl(role)), log: logOf(role) }));
  watchStores({ metrics, clock: systemClock }, stores);
  return async () => void (await Promise.all(stores.map(({ db }) => db.end())));
}
