import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKey } from '@noren/service-kit';

/** In development the operators' key is the data folder's: made once, readable by its owner only, so that tools on this machine need not be given it. */
export function keptOperatorKey(dataDir: string): string {
  const file = join(dataDir, 'operator-key');
  if (!existsSync(file)) writeFileSync(file, `${makeKey('op')}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
