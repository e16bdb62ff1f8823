import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { api, type Api } from '../client/api.ts';
import type { Dev } from '../client/dev-file.ts';
import { parentOf } from './meters.ts';

/** What a bench stands on: a running platform, its doors, its database (for meters and bare loops), and whose CPU time is whose. */
export type Ground = Readonly<{
  dev: Dev;
  merchantApi: Api;
  merchantLink: Api;
  admin: pg.Pool;
  postmaster: number;
  postgres: string;
  /** No two runs have the same, so that their idempotency keys differ. */
  run: string;
}>;

/** What a bare loop needs of it. */
export type Metered = Pick<Ground, 'admin' | 'postmaster'>;

export type BenchOptions = Readonly<{ seconds: number; warmUp: number; inFlight: readonly number[]; total: number | undefined }>;

/** Plans as the platform's engines have them: a bare loop must not lose to a plan made for empty tables. */
const PINNED = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

export async function onGround<Result>(dev: Dev, use: (ground: Ground) => Promise<Result>): Promise<Result> {
  const admin = new pg.Pool({ connectionString: dev.database, max: 4, options: PINNED });
  const merchantApi = api(dev.merchantApi, { connections: 1_024 });
  const merchantLink = api(dev.merchantLink, { connections: 64 });
  try {
    const { rows } = await admin.query<{ pid: number; version: string }>("SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version");
    const [{ pid, version } = { pid: 0, version: '' }] = rows;
    return await use({ dev, merchantApi, merchantLink, admin, postmaster: parentOf(pid), postgres: version, run: `bench-${randomUUIDv7()}` });
  } finally {
    merchantApi.close();
    merchantLink.close();
    await admin.end();
  }
}

/** Records a commit of an engine's subscription, on average between two calls, by the platform's own metrics. */
export async function batchMeter({ dev }: Ground, subscription: RegExp): Promise<() => Promise<number | undefined>> {
  const url = new URL('/metrics', dev.merchantApi.url);
  url.port = String(Number(url.port) + METRICS_FROM_MERCHANT_API);
  const read = async (): Promise<Readonly<{ sum: number; count: number }> | undefined> => {
    const text = await fetch(url).then(
      (answer) => (answer.ok ? answer.text() : undefined),
      () => undefined,
    );
    if (text === undefined) return undefined;
    const total = (part: string): number =>
      [...text.matchAll(new RegExp(`^noren_engine_batch_records_${part}\\{([^}]*)\\} (\\S+)`, 'gm'))].reduce(
        (sum, [, labels = '', value]) => (subscription.test(labels) ? sum + Number(value) : sum),
        0,
      );
    return { sum: total('sum'), count: total('count') };
  };
  const before = await read();
  return async () => {
    const after = await read();
    const commits = after && before ? after.count - before.count : 0;
    return after && before && commits > 0 ? (after.sum - before.sum) / commits : undefined;
  };
}

/** How far the port of health and metrics lies above the merchant API's, where one process runs all. */
const METRICS_FROM_MERCHANT_API = 200;
