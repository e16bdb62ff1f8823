import { foldText } from '@noren/kernel';
import type { Api, Call } from '../client/api.ts';
import { inOrder, pieces } from '../client/in-order.ts';
import { bulk, stockOf, type LineAnswer } from '../client/shop-api.ts';
import type { ImportedItem } from '@noren/merchant-link-files';
import type { Trouble } from './trouble.ts';

/** What came of it: items that stand as the file says, stock levels that were set because they differed, and what the platform refused. */
export type Applied = Readonly<{ items: number; stockSet: number; problems: readonly Trouble[] }>;

/** `run` names this run: a call that is repeated within it takes effect once. */
type Target = Readonly<{ merchantLink: Api; shopId: string; run: string }>;

const LINES_A_CALL = 1_000;
/** Two calls at a time: one is read and checked while the other is decided. */
const CALLS_AT_ONCE = 2;

/**
 * Creates or patches the items, then sets the stock that the file tells where the shop's differs. An item that is as the file says stays as it is, so a second
 * run changes nothing. A line that is refused becomes a problem of its row and gets no stock; the others stand.
 */
export async function applyItems(target: Target, items: readonly ImportedItem[], done: (lines: number) => void): Promise<Applied> {
  const problems: Trouble[] = [];
  const taken = await send(items, 'items', target, problems, done, (lines) => ({ method: 'PUT', path: '/v1/items', body: { lines: lines.map(itemLine) } }));
  const stock = taken.some(({ onHand }) => onHand !== undefined) ? await stockOf(target.merchantLink, target.shopId) : new Map();
  const differing = taken.filter(({ sku, onHand }) => onHand !== undefined && onHand !== stock.get(foldText(sku))?.onHand);
  const path = `/v1/shops/${encodeURIComponent(target.shopId)}/stock`;
  const set = await send(
    differing,
    'stock',
    target,
    problems,
    () => undefined,
    (lines) => ({
      method: 'PUT',
      path,
      body: { lines: lines.map(({ sku, onHand }) => ({ sku, onHand })) },
    }),
  );
  return { items: taken.length, stockSet: set.length, problems: problems.toSorted((a, b) => a.line - b.line) };
}

/** Sends the lines and gives those that were done. */
async function send(
  items: readonly ImportedItem[],
  what: 'items' | 'stock',
  { merchantLink, run }: Target,
  problems: Trouble[],
  done: (lines: number) => void,
  callOf: (lines: readonly ImportedItem[]) => Call,
): Promise<readonly ImportedItem[]> {
  const good = new Set<ImportedItem>();
  await inOrder(pieces(items, LINES_A_CALL).entries(), CALLS_AT_ONCE, async ([at, lines]) => {
    const answers = await bulk(merchantLink, { ...callOf(lines), key: `${run}-${what}-${at}` });
    for (const [place, item] of lines.entries()) {
      const answer = answers[place];
      if (answer?.status === 'done') good.add(item);
      else problems.push(refusedBy(item, answer));
    }
    done(lines.length);
  });
  return items.filter((item) => good.has(item));
}

const refusedBy = ({ line }: ImportedItem, answer: LineAnswer | undefined): Trouble => ({
  line,
  column: answer?.error?.field ?? '',
  reason: answer?.error?.message ?? `the platform's answer is ${answer?.status ?? 'missing'}`,
});

const itemLine = ({ line: _line, onHand: _onHand, ...item }: ImportedItem): object => item;
