import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const door = z.object({ url: z.string(), apiKey: z.string() });

const sasl = z.object({ mechanism: z.enum(['plain', 'scram-sha-512']), username: z.string() });
const security = z.object({
  tls: z.object({ ca: z.string().exactOptional(), certificate: z.string().exactOptional(), key: z.string().exactOptional() }).exactOptional(),
  sasl: sasl
    .extend({ password: z.string() })
    .or(sasl.extend({ passwordFile: z.string() }))
    .exactOptional(),
});

/** What tools need of the `dev.json` that a running platform writes: its doors, its database and its Kafka (for metering, and for reading the log) and the sample shop. */
const devFile = z.object({
  merchantApi: door,
  merchantLink: door,
  console: z.object({ url: z.string(), login: z.object({ email: z.string(), password: z.string() }) }),
  database: z.string(),
  kafka: z.object({ brokers: z.string(), prefix: z.string(), security: security.exactOptional() }).optional(),
  sample: z.object({ merchantId: z.string(), shopId: z.string(), sku: z.string() }),
  pid: z.int(),
});
export type Dev = z.infer<typeof devFile>;

export const repository = join(import.meta.dirname, '../..');
export const defaultDevFile = join(repository, '.noren/dev.json');

/** The platform that a file tells of, if the file is there and its process lives. Throws on a file that is not a dev.json. */
export function runningPlatform(path: string): Dev | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const dev = devFile.parse(JSON.parse(text));
  return lives(dev.pid) ? dev : undefined;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** EPERM: it lives and is somebody else's. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
