import { join } from 'node:path';
import { copyRenamed } from './copy.ts';
import { named } from './names.ts';

/** Makes packages/link/<name>, for a consumer platform of that name, from the one for Google Merchant. Touches nothing outside. */
export function newPlatform(root: string, name: string): void {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || ['contract', 'store', 'core'].includes(name))
    throw new Error('a platform has a name in small letters, words joined by hyphens: npm run new -- platform corner-market');
  copyRenamed(join(root, 'packages/link/google-merchant'), join(root, 'packages/link', name), named('google-merchant'), named(name));
}
