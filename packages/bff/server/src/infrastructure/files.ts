import type { RowFault } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';
import { columnOfField, headerOfFile, readItemsInThread, refusedRowsInThread, TEMPLATE, UnreadableFile } from '@noren/merchant-link-files';
import { TooManyRequests } from '@noren/service-kit';
import type { Files } from '../application/ports.ts';

/** Files that are read or wait for it, each up to 16 MiB, and those of one merchant among them: whoever brings one more comes again. */
const MOST_AT_ONCE = 6;
const MOST_OF_A_MERCHANT = 2;
/** The merchants whose files they are, one for each. */
const waiting: string[] = [];

export const files: Files = {
  read: (merchantId, bytes, how) =>
    readable(merchantId, async () => {
      const { kind, header, items, problems } = await readItemsInThread(bytes, how);
      return {
        kind,
        header,
        // The page has words for all that can be wrong: this does not compile while the contract lacks one of them.
        problems: problems.map(({ code, ...where }) => ({ ...where, code: code satisfies RowFault })),
        items: items.map(({ category, ...item }) => ({ ...item, ...(category === undefined ? {} : { category: category ?? '' }) })),
      };
    }),
  header: (bytes, { encoding }) => headerOfFile(bytes, encoding),
  columnOf: columnOfField,
  refused: (merchantId, bytes, how, told) => readable(merchantId, () => refusedRowsInThread(bytes, how, told)),
  template: TEMPLATE,
};

async function readable<T>(merchantId: string, read: () => Promise<T>): Promise<T> {
  const theirs = waiting.filter((one) => one === merchantId).length;
  if (waiting.length >= MOST_AT_ONCE || theirs >= MOST_OF_A_MERCHANT) throw new TooManyRequests(5, 'Other files are being read; try again');
  waiting.push(merchantId);
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refusal('invalid', 'file_unreadable', error.message);
    throw error;
  } finally {
    waiting.splice(waiting.indexOf(merchantId), 1);
  }
}
