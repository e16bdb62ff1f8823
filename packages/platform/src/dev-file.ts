import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaHome } from './kafka-home.ts';

/** An HTTP edge as tools find it. */
export type Edge = Readonly<{ url: string; docs: string; openapi: string; apiKey: string }>;

type Login = Readonly<{ email: string; password: string }>;

/** What tools and tests find in the data folder while a platform runs there. It holds keys and passwords. */
export type DevFile = Readonly<{
  merchantApi: Edge;
  merchantLink: Edge;
  /** `login` is an owner's; the clerk serves in the first shop only. */
  console: Readonly<{ url: string; login: Login; manager: Login; clerk: Login }>;
  grpc: Readonly<Record<'shop' | 'item' | 'category' | 'inventory' | 'order', string>>;
  database: string;
  /** The Kafka that the log is on; absent where it is in the database. */
  kafka?: KafkaHome;
  sample: Readonly<{ merchantId: string; shopId: string; sku: string }>;
  pid: number;
}>;

/** Appears whole, and readable by its owner only. */
export function writeDevFile(dataDir: string, content: DevFile): void {
  const draft = join(dataDir, 'dev.json.new');
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(dataDir, 'dev.json'));
}

export function removeDevFile(dataDir: string): void {
  rmSync(join(dataDir, 'dev.json'), { force: true });
}
