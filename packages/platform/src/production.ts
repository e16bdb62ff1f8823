import { type Config, variable } from './config.ts';
import type { ModuleSpec } from './modules.ts';
import { Problem } from './problem.ts';

/** In production nothing that must be secret is made up: throws one `Problem` that names everything that these modules need and the environment does not say. */
export function refuseWithoutSecrets(places: readonly ModuleSpec[], { development, databaseUrl, identitySecrets, roleUrl }: Config): void {
  if (development) return;
  const roles = [...new Set(places.map(({ role }) => role))].filter((role) => roleUrl(role) === undefined);
  const missing = [
    ...(databaseUrl === undefined && roles.length > 0
      ? [`DATABASE_URL (or ${roles.map((role) => variable(role, 'DATABASE_URL')).join(', ')}): a PostgreSQL; the one that comes with Noren is for development`]
      : []),
    ...(identitySecrets === undefined ? ['NOREN_IDENTITY_SECRET: 32 characters or more, the same for all modules'] : []),
  ];
  if (missing.length > 0)
    throw new Problem(
      ['production needs (docs/operating.md):', ...missing.map((line) => `  ${line}`), 'NODE_ENV=development, as npm start has it, makes them itself.'].join(
        '\n',
      ),
    );
}
