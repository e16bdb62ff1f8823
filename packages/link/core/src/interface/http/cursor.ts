import { InvalidRequest, pageToken } from '@noren/service-kit';

/** Cursors of one list: one of another list, or one that somebody made, is refused. */
export function cursorsOf(...list: readonly string[]): Readonly<{ read(cursor: string | undefined): string; write(behind: string): string }> {
  const tokens = pageToken(...list);
  return {
    read(cursor = '') {
      try {
        const behind = tokens.read(cursor) ?? '';
        if (!behind.includes('\0') && behind.length <= 512) return behind;
      } catch {
        // Whatever is wrong with it, its caller is told the same.
      }
      throw new InvalidRequest([{ field: 'cursor', message: 'belongs to no such list' }], 'The cursor belongs to no such list', 'cursor_invalid');
    },
    write: tokens.write,
  };
}
