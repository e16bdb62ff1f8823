import { z } from 'zod';
import { api } from '../client/api.ts';
import { makeArticles } from './articles.ts';
import { barePage } from './bare/page.ts';
import type { BenchOptions, Ground } from './ground.ts';
import { measure } from './measure.ts';
import type { Pair } from './result.ts';

const ROWS = 50;
const page = z.object({ items: z.array(z.unknown()), nextCursor: z.string().optional() });

/** Pages of 50 rows out of 10,000, every one of them in turn, beside a server that does nothing but answer the same bytes. */
export async function catalogue(ground: Ground, { seconds, warmUp }: BenchOptions): Promise<readonly Pair[]> {
  await makeArticles(ground, 10_000);
  const { dev, merchantApi, postmaster } = ground;
  const paths = await pathsOf(ground);
  let next = 0;
  const plan = { concurrency: 32, seconds, warmUp };
  const ask = (door: typeof merchantApi) => async (): Promise<string | undefined> => {
    const { status } = await door.raw({ method: 'GET', path: paths[(next += 1) % paths.length] ?? '' });
    return status === 200 ? undefined : String(status);
  };
  const platform = await measure(`pages of ${ROWS} rows`, plan, { node: dev.pid, postmaster }, ask(merchantApi));
  const first = await merchantApi.raw({ method: 'GET', path: paths[0] ?? '' });
  const server = await barePage(first.body);
  const bareApi = api({ url: server.url, apiKey: dev.merchantApi.apiKey }, { connections: 64 });
  try {
    const bare = await measure('bare: the same bytes', plan, { node: server.pid }, ask(bareApi));
    const notes = [
      `${Math.round(platform.perSecond * ROWS).toLocaleString('en-GB')} rows/s; ${paths.length} pages; the first has ${first.body.length.toLocaleString('en-GB')} bytes`,
    ];
    return [{ platform, bare, notes, aim: '4,000 pages/s or more' }];
  } finally {
    bareApi.close();
    server.stop();
  }
}

/** The address of every full page, by following the cursors. */
async function pathsOf({ merchantApi, dev }: Ground): Promise<readonly string[]> {
  const base = `/v1/shops/${dev.sample.shopId}/catalogue?limit=${ROWS}`;
  const paths: string[] = [];
  for (let path: string | undefined = base; path !== undefined;) {
    const { items, nextCursor }: z.infer<typeof page> = page.parse((await merchantApi.ask({ method: 'GET', path })).body);
    if (items.length === ROWS) paths.push(path);
    path = nextCursor === undefined ? undefined : `${base}&cursor=${encodeURIComponent(nextCursor)}`;
  }
  return paths;
}
