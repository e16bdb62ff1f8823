import { foldText } from '@noren/kernel';
import { z } from 'zod';
import { Refused, type Api, type Call } from './api.ts';

/** What became of one line of a bulk call, `line` counting from 1. */
const lineAnswer = z.object({
  line: z.int(),
  sku: z.string(),
  status: z.string(),
  error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }).optional(),
  warning: z.object({ message: z.string(), field: z.string().optional() }).optional(),
});
type LineAnswer = z.infer<typeof lineAnswer>;

const bulkAnswer = z.object({ lines: z.array(lineAnswer) });
const stockPage = z.object({
  lines: z.array(z.object({ sku: z.string(), onHand: z.int(), reserved: z.int(), available: z.int(), safety: z.int().optional() })),
  nextCursor: z.string().optional(),
});
type StockLine = z.infer<typeof stockPage>['lines'][number];

/** Sends a bulk call to its end and gives the answer of each line. Throws `Refused` where the whole call was. */
export const bulk = async (api: Api, call: Call): Promise<readonly LineAnswer[]> => bulkAnswer.parse((await api.ask(call)).body).lines;

/** The same, for a caller who wants every line done: throws with the first lines that are not. */
export async function bulkDone(api: Api, call: Call): Promise<void> {
  const not = (await bulk(api, call)).filter(({ status }) => status !== 'done');
  if (not.length > 0) throw new Error(`${call.method} ${call.path}: ${not.length} lines were not done, first ${JSON.stringify(not.slice(0, 3))}`);
}

/** All that a shop says it has, by folded SKU. */
export async function stockOf(merchantLink: Api, shopId: string): Promise<ReadonlyMap<string, StockLine>> {
  const stock = new Map<string, StockLine>();
  const first = `/v1/shops/${encodeURIComponent(shopId)}/stock?limit=1000`;
  let path: string | undefined = first;
  while (path !== undefined) {
    const { lines, nextCursor }: z.infer<typeof stockPage> = stockPage.parse((await merchantLink.ask({ method: 'GET', path })).body);
    for (const line of lines) stock.set(foldText(line.sku), line);
    path = nextCursor === undefined ? undefined : `${first}&cursor=${encodeURIComponent(nextCursor)}`;
  }
  return stock;
}

/** What a refusal says of itself, in one line. */
export const messageOf = (error: unknown): string => (error instanceof Refused || error instanceof Error ? error.message : String(error));
