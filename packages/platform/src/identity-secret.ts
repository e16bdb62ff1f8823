import { derived } from '@noren/service-kit/postgres';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { Problem } from './problem.ts';

/** What modules sign identities with, and what else they take: as given, or made from what all who share the database's administrator know anyway. */
export function identitySecret({ identitySecrets, databaseSecret }: Config, { adminUrl }: Database): Readonly<{ secret: string; others: readonly string[] }> {
  const [given, ...others] = identitySecrets ?? [];
  if (given !== undefined) return { secret: given, others };
  const password = databaseSecret ?? (adminUrl === undefined ? '' : new URL(adminUrl).password);
  if (password === '') throw new Problem('modules that share no administrator of the database need NOREN_IDENTITY_SECRET');
  return { secret: derived(password, 'identity'), others: [] };
}
