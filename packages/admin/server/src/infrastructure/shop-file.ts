import { limits } from '@noren/admin-contract/limits';
import { refusal } from '@noren/admin-contract/refusals';
import { readTable, UnreadableFile } from '@noren/merchant-link-files';
import { checkColumns, checkLength, type ReadShops } from '../application/shop-file.ts';

/** A file of shops, read by the strict reader of merchants' files: a row that it cannot tell apart costs only itself. */
export const readShops: ReadShops = (file, encoding) => {
  if (file.length > limits.fileBytes) throw refusal('file', 'file', `it is larger than ${limits.fileBytes / 1024} KiB: cut it into several`);
  const { columns, rows, problems } = table(file, encoding);
  checkColumns(columns);
  checkLength(rows.length + problems.length);
  return {
    rows: rows.map(({ line, cell }) => ({ line, code: cell('code'), name: cell('name'), timeZone: cell('time_zone'), hours: cell('hours') })),
    unread: problems.map(({ line, column, code, reason }) => ({ line, column, code, reason })),
  };
};

function table(file: Uint8Array, encoding: string): ReturnType<typeof readTable> {
  try {
    return readTable(file, encoding === '' ? 'utf-8' : encoding);
  } catch (error) {
    if (error instanceof UnreadableFile) throw refusal('file', 'file', error.message);
    throw error;
  }
}
