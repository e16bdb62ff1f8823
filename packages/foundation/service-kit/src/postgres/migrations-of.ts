import { join } from 'node:path';

/** Where the rooms lie. */
export const packagesFolder = join(import.meta.dirname, '..', '..', '..', '..');

/** Where the migrations of a role's store lie: `merchant_link` in packages/merchant-link/store/prisma/migrations; the log's beside the log. */
export const migrationsOf = (role: string): string =>
  role === 'log' ? join(packagesFolder, 'foundation', 'log', 'migrations') : join(packagesFolder, role.replaceAll('_', '-'), 'store', 'prisma', 'migrations');
