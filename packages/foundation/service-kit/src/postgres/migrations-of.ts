import { join } from 'node:path';

const packages = join(import.meta.dirname, '..', '..', '..', '..');

/** Where the migrations of a role's store lie: `merchant_link` in packages/merchant-link/store/prisma/migrations; the log's beside the log. */
export const migrationsOf = (role: string): string =>
  role === 'log' ? join(packages, 'foundation', 'log', 'migrations') : join(packages, role.replaceAll('_', '-'), 'store', 'prisma', 'migrations');
