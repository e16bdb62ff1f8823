import { randomUUIDv7 } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { api, type Api, Refused } from '../client/api.ts';
import { runTool, typedPath } from '../client/command-line.ts';
import { defaultDevFile, runningPlatform, type Dev } from '../client/dev-file.ts';
import { progress } from '../client/progress.ts';
import { applyItems } from './apply.ts';
import { columnOfField, readItemsInThread, refusedRowsInThread, TEMPLATE } from '@noren/merchant-link-files';
import { exitCode, summary } from './report.ts';

const USAGE = `npm run import -- --shop <shopId> <file.csv> [--currency GBP] [--language en] [--encoding utf-8] [--refused FILE] [--dev FILE]
npm run import -- --template
  --shop ID        the shop whose stock the file tells
  --currency CODE  of prices without one (the shop's)
  --language TAG   of Shopify's titles (en)
  --encoding NAME  of the file's bytes, such as shift_jis or windows-1252 (utf-8)
  --refused FILE   where the refused rows go, with what is wrong with each: mend them there, and import that file
  --template       prints a file to begin with, and nothing else
  --dev FILE       the dev.json of a running platform (.noren/dev.json)
Good rows are applied, bad ones are listed with line, column and reason. Exit code: 0 all rows stand, 1 some do not, 2 none does.`;

function argumentsOf(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      shop: { type: 'string' },
      currency: { type: 'string' },
      language: { type: 'string', default: 'en' },
      encoding: { type: 'string', default: 'utf-8' },
      refused: { type: 'string' },
      template: { type: 'boolean', default: false },
      dev: { type: 'string' },
    },
  });
  if (values.template) return 'template';
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error('one file is wanted');
  const { shop, currency, language, encoding, refused, dev } = values;
  if (shop === undefined) throw new Error('--shop is wanted');
  const paths = {
    file: typedPath(file),
    refused: refused === undefined ? undefined : typedPath(refused),
    dev: dev === undefined ? defaultDevFile : typedPath(dev),
  };
  return { ...paths, shop, currency, language, encoding };
}

const shopAnswer = z.object({ currency: z.string() });

/** Asked before anything is applied, so that a mistyped shop costs nothing. */
async function currencyOf(dev: Dev, shopId: string): Promise<string> {
  const merchantApi = api(dev.merchantApi, { connections: 1 });
  try {
    return shopAnswer.parse((await merchantApi.ask({ method: 'GET', path: `/v1/shops/${encodeURIComponent(shopId)}` })).body).currency;
  } catch (error) {
    if (error instanceof Refused && [400, 404].includes(error.reply.status))
      throw new Error(`there is no shop ${shopId.slice(0, 80)}; there ${await shopsOf(merchantApi)}`, { cause: error });
    throw error;
  } finally {
    merchantApi.close();
  }
}

const shopsAnswer = z.object({ shops: z.array(z.object({ shopId: z.string(), name: z.string().optional() })) });

/** The first shops by id and name, for whoever has no other way to find them. */
async function shopsOf(merchantApi: Api): Promise<string> {
  const { shops } = shopsAnswer.parse((await merchantApi.ask({ method: 'GET', path: '/v1/shops' })).body);
  const few = shops.slice(0, 20).map(({ shopId, name }) => `${shopId}${name === undefined ? '' : ` (${name})`}`);
  return few.length === 0 ? 'are none' : `${few.length === 1 ? 'is' : 'are'} ${few.join(', ')}`;
}

async function main(given: ReturnType<typeof argumentsOf>): Promise<number> {
  if (given === 'template') {
    process.stdout.write(TEMPLATE);
    return 0;
  }
  const { file, shop, currency, language, encoding, refused, dev: devPath } = given;
  const dev = runningPlatform(devPath);
  if (dev === undefined) throw new Error(`no platform runs that ${devPath} tells of: start one with npm start`);
  const started = performance.now();
  const bytes = readFileSync(file);
  const ofShop = await currencyOf(dev, shop);
  const reading = { currency: currency ?? ofShop, language, encoding };
  const { kind, header, items, problems } = await readItemsInThread(bytes, reading);
  const merchantLink = api(dev.merchantLink, { connections: 2 });
  try {
    const bar = progress('items', items.length);
    const applied = await applyItems({ merchantLink, shopId: shop, run: `import-${randomUUIDv7()}` }, items, bar.step);
    bar.end();
    const inColumns = (troubles: typeof applied.problems) => troubles.map((trouble) => ({ ...trouble, column: columnOfField(header, trouble.column) }));
    const refusedByPlatform = inColumns(applied.problems);
    const all = [...problems, ...refusedByPlatform].toSorted((a, b) => a.line - b.line);
    for (const line of summary(kind, { ...applied, warnings: inColumns(applied.warnings) }, all, (performance.now() - started) / 1_000)) console.log(line);
    if (refused !== undefined && all.length > 0) {
      writeFileSync(refused, await refusedRowsInThread(bytes, reading, refusedByPlatform));
      console.log(`The rows that were refused are in ${refused}: mend them there, and import that file.`);
    }
    return exitCode(applied, all);
  } finally {
    merchantLink.close();
  }
}

process.exitCode = await runTool(USAGE, argumentsOf, main);
