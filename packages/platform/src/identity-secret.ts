import { derived } from '@noren/service-kit/postgres';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { Problem } from './problem.ts';

/** What modules sign identities with: as given, or made from what all who share the database's administrator know anyway. */
export function identitySecret(config: Config, { adminUrl }: Database): string {
  if (config.identitySecret !== undefined) return config.identitySecret;
  const password = config.databaseSecret ?? (adminUrl === undefined ? '' : new URL(adminUrl).password);
  if (password === '') throw new Problem('modules that share no administrator of the database need NOREN_IDENTITY_SECRET');
  return derived(password, 'identity');
}
