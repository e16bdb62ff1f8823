import type { RowFault } from '@noren/bff-contract';
import { Refusal } from '@noren/kernel';
import { columnOfField, headerOfFile, readItemsInThread, refusedRowsInThread, TEMPLATE, UnreadableFile } from '@noren/merchant-link-files';
import { TooManyRequests } from '@noren/service-kit';
import type { Files } from '../application/ports.ts';

/** Files that are read or wait for it, each up to 16 MiB: whoever brings one more comes again. */
const MOST_AT_ONCE = 6;
let waiting = 0;

export const files: Files = {
  read: (bytes, how) =>
    readable(async () => {
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
  refused: (bytes, how, told) => readable(() => refusedRowsInThread(bytes, how, told)),
  template: TEMPLATE,
};

async function readable<T>(read: () => Promise<T>): Promise<T> {
  if (waiting >= MOST_AT_ONCE) throw new TooManyRequests(5, 'Other files are being read; try again');
  waiting += 1;
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refusal('invalid', 'file_unreadable', error.message);
    throw error;
  } finally {
    waiting -= 1;
  }
}
