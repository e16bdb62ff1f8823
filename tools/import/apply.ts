import { foldText } from '@noren/kernel';
import type { Api, Call } from '../client/api.ts';
import { inOrder, pieces } from '../client/in-order.ts';
import { messageOf, stockOf } from '../client/shop-api.ts';
import { sendLines } from './send-lines.ts';
import { type ImportedItem, whatIsMissing } from '@noren/merchant-link-files';
import type { Trouble } from './trouble.ts';

/** What came of it: items that stand as the file says, stock levels that were set because they differed, what the platform refused, and what stands but looks like a mistake. */
export type Applied = Readonly<{ items: number; stockSet: number; problems: readonly Trouble[]; warnings: readonly Trouble[] }>;

/** `run` names this run: a call that is repeated within it takes effect once. */
type Target = Readonly<{ merchantLink: Api; shopId: string; run: string }>;

const LINES_A_CALL = 1_000;
/** Two calls at a time: one is read and checked while the other is decided. */
const CALLS_AT_ONCE = 2;

/**
 * Creates the items or changes what the file says of them, then sets the stock that the file tells where the shop's differs. An item that is as the file says stays as it is, so a second
 * run changes nothing. A line that is refused becomes a problem of its row and gets no stock; the others stand, whatever is in it. So does a line whose call failed.
 */
export async function applyItems(target: Target, items: readonly ImportedItem[], done: (lines: number) => void): Promise<Applied> {
  const problems: Trouble[] = [];
  const warnings: Trouble[] = [];
  const told = { problems, warnings };
  const taken = await send(items, 'items', target, told, done, (lines) => ({ method: 'PUT', path: '/v1/items', body: { lines: lines.map(itemLine) } }));
  const differing = await stockDiffering(target, taken, problems);
  const path = `/v1/shops/${encodeURIComponent(target.shopId)}/stock`;
  const set = await send(
    differing,
    'stock',
    target,
    told,
    () => undefined,
    (lines) => ({
      method: 'PUT',
      path,
      // Refused where it moved since it was read.
      body: { lines: lines.map(({ sku, onHand, expectedOnHand }) => ({ sku, onHand, expectedOnHand })) },
    }),
  );
  return {
    items: taken.length,
    stockSet: set.length,
    problems: problems.toSorted((a, b) => a.line - b.line),
    warnings: warnings.toSorted((a, b) => a.line - b.line),
  };
}

/** Sends the lines and gives those that were done. */
async function send<Item extends ImportedItem>(
  items: readonly Item[],
  what: 'items' | 'stock',
  { merchantLink, run }: Target,
  { problems, warnings }: Readonly<{ problems: Trouble[]; warnings: Trouble[] }>,
  done: (lines: number) => void,
  callOf: (lines: readonly Item[]) => Call,
): Promise<readonly Item[]> {
  const good = new Set<Item>();
  await inOrder(pieces(items, LINES_A_CALL).entries(), CALLS_AT_ONCE, async ([at, lines]) => {
    const outcomes = await sendLines(merchantLink, lines, `${run}-${what}-${at}`, callOf);
    for (const [place, item] of lines.entries()) {
      const outcome = outcomes[place];
      if (outcome === undefined) continue;
      if (outcome === 'done' || outcome.stands) good.add(item);
      if (outcome === 'done') continue;
      const { column, code, reason } = outcome;
      (outcome.stands ? warnings : problems).push({ line: item.line, column, reason: whatIsMissing(item, code) ?? reason });
    }
    done(lines.length);
  });
  return items.filter((item) => good.has(item));
}

/** Those whose stock the file tells otherwise than the shop has it, with what it has. Where the shop does not say what it has, they are told so. */
async function stockDiffering({ merchantLink, shopId }: Target, items: readonly ImportedItem[], problems: Trouble[]): Promise<readonly Counted[]> {
  const counted = items.filter(({ onHand }) => onHand !== undefined);
  if (counted.length === 0) return [];
  try {
    const stock = await stockOf(merchantLink, shopId);
    return counted
      .map((item) => ({ ...item, expectedOnHand: stock.get(foldText(item.sku))?.onHand }))
      .filter(({ onHand, expectedOnHand }) => onHand !== expectedOnHand)
      .map(({ expectedOnHand = 0, ...item }) => ({ ...item, expectedOnHand }));
  } catch (error) {
    const reason = `its stock was not set, import it again: ${messageOf(error).slice(0, 200)}`;
    problems.push(...counted.map(({ line }) => ({ line, column: 'onHand', reason })));
    return [];
  }
}

type Counted = ImportedItem & Readonly<{ expectedOnHand: number }>;

const itemLine = ({ line: _line, onHand: _onHand, ...item }: ImportedItem): object => item;
