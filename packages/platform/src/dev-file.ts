import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaHome } from './kafka-home.ts';

/** An HTTP edge as tools find it. */
export type Edge = Readonly<{ url: string; docs: string; openapi: string }>;
type OpenEdge = Edge & Readonly<{ apiKey: string }>;

type Login = Readonly<{ email: string; password: string }>;

/** Where a platform is, and the key of its operators. */
export type DevPlaces = Readonly<{
  merchantApi: Edge;
  merchantLink: Edge;
  console: Readonly<{ url: string }>;
  admin: Readonly<{ address: string; key: string }>;
  grpc: Readonly<Record<'shop' | 'item' | 'category' | 'inventory' | 'order', string>>;
  database: string;
  /** The Kafka that the log is on; absent where it is in the database. */
  kafka?: KafkaHome;
  pid: number;
}>;

/** What tools and tests find in the data folder while a platform runs there with the sample merchant. It holds keys and passwords. */
export type DevFile = DevPlaces &
  Readonly<{
    merchantApi: OpenEdge;
    merchantLink: OpenEdge;
    /** `login` is an owner's; the clerk serves in the first shop only. */
    console: Readonly<{ login: Login; manager: Login; clerk: Login }>;
    sample: Readonly<{ merchantId: string; shopId: string; sku: string }>;
  }>;

/** Appears whole, and readable by its owner only. */
export function writeDevFile(dataDir: string, content: DevPlaces): void {
  const draft = join(dataDir, 'dev.json.new');
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(dataDir, 'dev.json'));
}

export function removeDevFile(dataDir: string): void {
  rmSync(join(dataDir, 'dev.json'), { force: true });
}
