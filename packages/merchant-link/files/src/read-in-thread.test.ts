import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { readItems } from './read-file.ts';
import { readItemsInThread, refusedRowsInThread } from './read-in-thread.ts';
import { UnreadableFile } from './unreadable.ts';

const reading = { currency: 'GBP', language: 'en', encoding: 'utf-8' };
const HEADER = 'sku,name:en,price\n';
/** A file of 16 MiB: the header, then one thing again and again. */
const full = (header: string, again: string): Buffer => Buffer.alloc(limits.bytes, again).fill(header, 0, header.length);

describe('a file', () => {
  test('is read in a thread as it is read without one, in the order of its rows', async () => {
    const rows = Array.from({ length: 2_500 }, (_, at) => (at % 3 === 0 ? `S${at},Pot,x` : `S${at},Pot ${at},1.00`));
    const file = Buffer.from(HEADER + rows.join('\n'));
    expect(await readItemsInThread(file, reading)).toEqual(readItems(file, reading));
  });

  test('of four MiB of rows of one letter is refused, and others go on meanwhile', async () => {
    let turns = 0;
    let isRead = false;
    const read = readItemsInThread(Buffer.from(HEADER + 'a\n'.repeat(2 * 1024 * 1024)), reading).finally(() => (isRead = true));
    const others = (async () => {
      for (; !isRead; turns += 1) await turn();
    })();
    await expect(read).rejects.toThrow(new UnreadableFile('the file has more than 50000 rows: cut it into several'));
    await others;
    expect(turns).toBeGreaterThan(20);
  });

  test.each([
    ['letters', 'x', HEADER],
    ['quotes', '"', HEADER],
    ['quotes, a line each', '"\n', HEADER],
    ['lines that seem to close each other’s quotes', 'x","y\n', HEADER],
    ['quotes that open and double', '"a""\n', HEADER],
    ['rows of empty cells', ',,\n', HEADER],
    ['empty lines', '\n', HEADER],
    ['spaces', ' ', HEADER],
    ['header', 'abc,', 'sku,'],
    ['header that repeats one name', 'a,', 'a,'],
    ['header in a quote', 'a', '"sku'],
    ['commas in a list of pictures', ',', 'sku,image_urls\na,'],
    ['nothing', '\0', '\0'],
  ])('of sixteen MiB of %s is read or refused within the memory of its thread', async (_, again, header) => {
    const read = await readItemsInThread(full(header, again), reading).catch((error: unknown) => error);
    if (read instanceof Error) {
      expect(read).toBeInstanceOf(UnreadableFile);
      expect(read.message).not.toMatch(/memory|too long to read/);
      expect(read.message.length).toBeLessThan(400);
    } else expect(read).toHaveProperty('items');
  });

  test('whose rows say more than it does itself is refused', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `pot,Pot,${at === 0 ? `https://images.example/${'c'.repeat(90_000)}` : ''},1,${at}`);
    await expect(readItemsInThread(Buffer.from(`Handle,Title,Image Src,Variant Price,Option1 Value\n${rows.join('\n')}`), reading)).rejects.toThrow(
      'say too much',
    );
  });

  test('that cannot be read does not stop the next', async () => {
    const [bad, good] = await Promise.allSettled([readItemsInThread(Buffer.from('x'), reading), readItemsInThread(Buffer.from(`${HEADER}a,b,1`), reading)]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('gives back what was refused', async () => {
    expect(await refusedRowsInThread(Buffer.from(`${HEADER}a,b,x\nc,d,1`), reading, [])).toContain('a,b,x');
  });
});
