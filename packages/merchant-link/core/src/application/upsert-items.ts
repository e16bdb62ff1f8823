import { refusal } from '@noren/category-contract/refusals';
import type { Refusal } from '@noren/kernel';
import { type Filed, fileByPath, pathOf, unfitPath } from '@noren/merchant-link-files';
import { callersField, type ItemLine, toData } from './item-lines.ts';
import { decided, linesAnswer, positionsOf, waited } from './lines.ts';
import type { ItemContexts } from './ports.ts';
import type { LinesAnswer } from './schemas.ts';

/** Creates or patches a merchant's items by SKU and files them under their categories; an answer a line. */
export async function upsertItems(contexts: ItemContexts, merchantId: string, lines: readonly ItemLine[], idempotencyKey: string) {
  const accepted = await contexts.items.upsertItems({ merchantId, lines: lines.map(toData) });
  const filed = filedBy(lines);
  const filing = filed.length > 0 ? await fileByPath(contexts.categories, merchantId, filed, idempotencyKey) : undefined;
  const skus = lines.map(({ sku }) => sku);
  const items = await decided('item', contexts.items, accepted, skus);
  const answer = withUnfit(inCallersWords(items.answer, lines), lines);
  if (!filing) return { ...items, answer };
  const operation = await waited(contexts.categories, filing.operationId);
  const filings = linesAnswer(
    'category',
    operation,
    filed.map(({ sku }) => sku),
  );
  return { ...items, answer: withFilings(answer, filings), positions: [...items.positions, ...positionsOf(operation)] };
}

/** Where the lines say that their items are filed; nowhere where that is empty. A place that there cannot be is not asked for. */
export const filedBy = (lines: readonly ItemLine[]): readonly Filed[] =>
  lines.flatMap((line) => (line.category === undefined || unfitCategory(line) ? [] : [{ sku: line.sku, category: line.category ?? '' }]));

/** What is wrong with the place where a line says that its item is filed. */
export function unfitCategory({ category }: ItemLine): Refusal | undefined {
  const code = unfitPath(pathOf(category ?? ''));
  return code && refusal(code, 'category');
}

function inCallersWords(answer: LinesAnswer, lines: readonly ItemLine[]): LinesAnswer {
  const answers = answer.lines.map((one, at) => {
    const line = lines[at];
    return one.error?.field && line ? { ...one, error: { ...one.error, field: callersField(one.error.field, line) } } : one;
  });
  return { ...answer, lines: answers };
}

/** An item that stands, and cannot be filed where its line says. */
function withUnfit(answer: LinesAnswer, lines: readonly ItemLine[]): LinesAnswer {
  const answers = answer.lines.map((one, at): LinesAnswer['lines'][number] => {
    const line = lines[at];
    const unfit = line && one.status === 'done' ? unfitCategory(line) : undefined;
    return unfit ? { ...one, status: 'refused', error: { code: unfit.code, message: unfit.message, field: 'category' } } : one;
  });
  return { ...answer, lines: answers };
}

/** An item whose filing was refused says so, though the item itself stands. */
function withFilings(items: LinesAnswer, filings: LinesAnswer): LinesAnswer {
  const troubles = new Map(filings.lines.filter(({ status }) => status !== 'done').map((line) => [line.sku, line]));
  const lines = items.lines.map((line) => {
    const trouble = troubles.get(line.sku);
    return trouble && line.status === 'done'
      ? { ...line, status: trouble.status, ...(trouble.error ? { error: { ...trouble.error, field: 'category' } } : {}) }
      : line;
  });
  return { ...items, lines };
}
