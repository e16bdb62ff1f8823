import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Import } from '@noren/bff-contract';
import { eventually } from '@noren/testing';
import { z } from 'zod';
import { Browser } from '../../packages/platform/src/console/browser.test-support.ts';
import { startWhole } from '../../packages/platform/test/faults/whole-house.ts';
import { dataFolder, removeFolder } from '../../packages/platform/test/faults/house.ts';
import { freeBase } from '../../packages/platform/test/faults/ports.ts';
import { api, Refused } from '../client/api.ts';
import { repository } from '../client/dev-file.ts';

/** A file on its way in, and how it is to be read. */
export type Upload = Readonly<{ bytes: Uint8Array; encoding?: string | undefined; language?: string | undefined }>;
/** What is wrong with a row; `code` where the door tells codes. */
type RowProblem = Readonly<{ line: number; column: string; reason: string; code?: string }>;
/** What came of a file: `unreadable` where nothing of it could be read. */
export type Came = Readonly<{ problems: readonly RowProblem[]; refused: string }> | Readonly<{ unreadable: string }>;

const Line = z.object({ status: z.string(), error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }).optional() });
type Line = z.infer<typeof Line>;
const Item = z.looseObject({ sku: z.string(), names: z.record(z.string(), z.string()), price: z.object({ amount: z.int(), currency: z.string() }) });
const Level = z.object({ onHand: z.int() });

/** A running platform with its sample shop, and the ways in which items come into it. */
export type Doors = Readonly<{
  sampleSku: string;
  /** One of two categories *Twins*. */
  twin: string;
  byCommandLine(upload: Upload): Promise<Came>;
  byConsole(upload: Upload): Promise<Came>;
  /** `PUT /v1/items`, or `PUT …/stock`. */
  byApi(what: 'items' | 'stock', lines: readonly object[]): Promise<readonly Line[]>;
  item(sku: string): Promise<z.infer<typeof Item> | undefined>;
  onHand(sku: string): Promise<number | undefined>;
  close(): Promise<void>;
}>;

export async function openDoors(): Promise<Doors> {
  const folder = dataFolder();
  const { child, dev } = await startWhole(folder, await freeBase(), { NODE_ENV: 'test' });
  const till = api(dev.merchantLink, { connections: 2 });
  const { shopId, sku: sampleSku } = dev.sample;
  const owner = new Browser(dev.console.url);
  await eventually(async () => (await owner.logIn(dev.console.login.email, dev.console.login.password)).status === 200);
  const found = async <T extends z.ZodType>(path: string, shape: T): Promise<z.infer<T> | undefined> => {
    try {
      return shape.parse((await till.ask({ method: 'GET', path })).body);
    } catch (error) {
      if (error instanceof Refused && error.reply.status === 404) return undefined;
      throw error;
    }
  };
  const categories = [{ en: 'Lamps', ja: 'ランプ' }, { en: 'Twins' }, { en: 'Twins' }];
  const made: string[] = [];
  for (const names of categories) {
    const { body } = await owner.ask('POST', '/api/categories', { body: { names, position: 0 } });
    made.push(z.object({ categoryId: z.string() }).parse(body).categoryId);
  }
  let calls = 0;
  return {
    sampleSku,
    twin: made.at(-1) ?? '',
    byCommandLine: (upload) => importByCommandLine(folder, shopId, upload),
    byConsole: (upload) => importByConsole(owner, shopId, upload),
    async byApi(what, lines) {
      const path = what === 'items' ? '/v1/items' : `/v1/shops/${shopId}/stock`;
      const { body } = await till.ask({ method: 'PUT', path, body: { lines }, key: `inputs-${(calls += 1)}` });
      return z.object({ lines: z.array(Line) }).parse(body).lines;
    },
    item: (sku) => found(`/v1/items/${encodeURIComponent(sku)}`, Item),
    onHand: async (sku) => (await found(`/v1/shops/${shopId}/stock/${encodeURIComponent(sku)}`, Level))?.onHand,
    async close() {
      till.close();
      await child.stop();
      await removeFolder(folder);
    },
  };
}

async function importByCommandLine(folder: string, shopId: string, { bytes, encoding = 'utf-8', language = 'en' }: Upload): Promise<Came> {
  const [file, refused] = [join(folder, 'file.csv'), join(folder, 'refused.csv')];
  writeFileSync(file, bytes);
  writeFileSync(refused, '');
  const how = ['--shop', shopId, '--dev', join(folder, 'dev.json'), '--encoding', encoding, '--language', language, '--refused', refused, file];
  const { code, out, errors } = await new Promise<Readonly<{ code: number; out: string; errors: string }>>((ended) => {
    const tool = execFile(process.execPath, [join(repository, 'tools/import/main.ts'), ...how], { maxBuffer: 64 * 1024 * 1024 }, (_, said, told) =>
      ended({ code: tool.exitCode ?? -1, out: said, errors: told }),
    );
  });
  if (!/ items? stands? /.test(out)) return { unreadable: errors };
  const problems = [...out.matchAll(/^ {2}line (\d+)(?:, ([^\n]*?))?: (.*)$/gm)].map(([, line, column = '', reason = '']) => ({
    line: Number(line),
    column,
    reason,
  }));
  const wanted = problems.length === 0 ? 0 : / 0 items stand/.test(out) ? 2 : 1;
  if (code !== wanted) throw new Error(`the exit code is ${code} instead of ${wanted}: ${out}`);
  return { problems, refused: readFileSync(refused, 'utf8') };
}

async function importByConsole(owner: Browser, shopId: string, { bytes, encoding, language }: Upload): Promise<Came> {
  const query = new URLSearchParams({ fileName: 'inputs.csv', shopId, ...(encoding ? { encoding } : {}), ...(language ? { language } : {}) });
  const uploaded = await owner.ask('POST', `/api/imports?${query}`, { body: bytes });
  if (uploaded.status !== 200) return { unreadable: z.object({ detail: z.string() }).parse(uploaded.body).detail };
  const { importId } = Import.parse(uploaded.body);
  const confirmed = await owner.ask('POST', `/api/imports/${importId}/confirm`);
  if (confirmed.status !== 200) throw new Error(`the import was not confirmed: ${JSON.stringify(confirmed.body)}`);
  let done: Import | undefined;
  await eventually(async () => {
    done = Import.parse((await owner.ask('GET', `/api/imports/${importId}`)).body);
    return done.state === 'done';
  }, 60_000);
  const refused = await owner.ask('GET', `/api/imports/${importId}/refused.csv`);
  const problems = (done?.problems ?? []).filter(({ stands }) => !stands).map(({ line, column, reason, code }) => ({ line, column, reason, code }));
  return { problems, refused: String(refused.body) };
}
