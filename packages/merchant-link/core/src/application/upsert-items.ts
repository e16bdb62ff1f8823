import { callersField, fingerprintOf, type ItemLine, toData } from './item-lines.ts';
import { checkRoom, fileItems } from './file-items.ts';
import { type Decided, decided, linesAnswer, positionsOf } from './lines.ts';
import type { ItemContexts } from './ports.ts';
import type { LineAnswer } from './schemas.ts';
import { warnOfGtins } from './warnings.ts';

/** Creates or patches a merchant's items by SKU, then files those that stand under their categories; an answer a line, with a warning where a GTIN is there twice. */
export async function upsertItems(contexts: ItemContexts, merchantId: string, lines: readonly ItemLine[], idempotencyKey: string): Promise<Decided> {
  const { answer, ...rest } = await upserted(contexts, merchantId, lines, idempotencyKey);
  return { ...rest, answer: { ...answer, lines: [...(await warnOfGtins(contexts.items, merchantId, { lines, answers: answer.lines }))] } };
}

async function upserted(contexts: ItemContexts, merchantId: string, lines: readonly ItemLine[], idempotencyKey: string): Promise<Decided> {
  const filed = lines.flatMap(({ sku, category }, at) => (category === undefined ? [] : [{ at, line: { sku, path: category ?? '' } }]));
  await checkRoom(
    contexts.categories,
    merchantId,
    filed.map(({ line }) => line.path),
  );
  // First, so that another call under a key that was used is refused and files nothing.
  const accepted = await contexts.items.upsertItems({ merchantId, lines: lines.map(toData), fingerprint: fingerprintOf('put', lines) });
  const items = await decided(
    'item',
    contexts.items,
    accepted,
    lines.map(({ sku }) => sku),
  );
  const answers = items.answer.lines.map((answer, at) => inCallersWords(answer, lines[at]));
  const toFile = filed.filter(({ at }) => stands(answers[at]));
  const operation =
    toFile.length === 0
      ? undefined
      : await fileItems(
          contexts.categories,
          merchantId,
          toFile.map(({ line }) => line),
          idempotencyKey,
        );
  if (!operation) return { ...items, answer: { ...items.answer, lines: answers } };
  for (const [place, filing] of linesAnswer('category', operation, []).lines.entries()) {
    const at = toFile[place]?.at ?? -1;
    if (filing.status !== 'done' && answers[at]?.status === 'done') answers[at] = { ...notFiled(answers[at], filing.error), status: filing.status };
  }
  return { ...items, answer: { ...items.answer, lines: answers }, positions: [...items.positions, ...positionsOf(operation)] };
}

/** What was refused is not filed either: its line is refused as a whole. What is not decided yet is filed, as it may stand. */
const stands = (answer: LineAnswer | undefined): boolean => answer?.status === 'done' || answer?.status === 'pending';

/** An item whose filing was refused says so, though the item itself stands. */
const notFiled = (answer: LineAnswer | undefined, error: LineAnswer['error']): LineAnswer => ({
  ...(answer ?? { line: 0 }),
  status: 'refused',
  ...(error ? { error: { code: error.code, message: error.message, field: 'category' } } : {}),
});

const inCallersWords = (answer: LineAnswer, line: ItemLine | undefined): LineAnswer =>
  answer.error?.field && line ? { ...answer, error: { ...answer.error, field: callersField(answer.error.field, line) } } : answer;
