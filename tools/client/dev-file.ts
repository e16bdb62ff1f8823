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

/** Where a running platform is, by the `dev.json` that it writes: its database and its Kafka (for metering, and for reading the log), and its operators' edge. */
const places = z.object({
  admin: z.object({ address: z.string(), key: z.string() }),
  database: z.string(),
  kafka: z.object({ brokers: z.string(), prefix: z.string(), security: security.exactOptional() }).optional(),
  pid: z.int(),
});
type Places = z.infer<typeof places>;

/** The same with what opens it, and the sample shop. */
const devFile = places.extend({
  merchantApi: door,
  merchantLink: door,
  console: z.object({ url: z.string(), login: z.object({ email: z.string(), password: z.string() }) }),
  sample: z.object({ merchantId: z.string(), shopId: z.string(), sku: z.string() }),
});
export type Dev = z.infer<typeof devFile>;

export const repository = join(import.meta.dirname, '../..');
export const defaultDevFile = join(repository, '.noren/dev.json');

/** The platform that a file tells of, if the file is there and its process lives. Throws on a file that is not a dev.json, and where the platform is without the sample. */
export function runningPlatform(path: string): Dev | undefined {
  const said = running(path);
  if (said === undefined) return undefined;
  if (!('sample' in Object(said))) throw new Error(`the platform of ${path} was started --empty: this wants the sample merchant`);
  return devFile.parse(said);
}

/** Where the platform is, with the sample or without. */
export function runningPlaces(path: string): Places | undefined {
  const said = running(path);
  return said === undefined ? undefined : places.parse(said);
}

function running(path: string): unknown {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const said: unknown = JSON.parse(text);
  return lives(places.parse(said).pid) ? said : undefined;
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
