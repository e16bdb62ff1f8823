import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Came, type Doors, openDoors, type Upload } from './doors.ts';
import { fileInputs } from './files.ts';
import { itemInputs, type Kept } from './items.ts';

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors?.close());

const files = { 'the command line': (upload: Upload) => doors.byCommandLine(upload), 'the console': (upload: Upload) => doors.byConsole(upload) };
type Door = keyof typeof files;
const byFile = Object.keys(files) as Door[];

const COLUMNS = ['sku', 'name:en', 'name:ja', 'price', 'currency', 'gtin', 'tax_class', 'status', 'sold_by', 'category', 'on_hand', 'image_urls'];
const GOOD = { 'name:en': 'Pot', price: '1.00' };
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
/** The SKU of an input at a door. */
const skuAt = (door: string, at: number, text = 'INPUT-{n}'): string => text.replace('{n}', `${door.length}.${at}`);
/** What is typed, with the id that is known only now. */
const typed = (text: string): string => text.replace('{twin}', doors.twin);
const rows = (door: string): string =>
  itemInputs
    .map(({ cells }, at) =>
      COLUMNS.map((column) => cell(column === 'sku' ? skuAt(door, at, cells['sku']) : typed({ ...GOOD, ...cells }[column] ?? ''))).join(','),
    )
    .join('\n');
const fileOf = (door: string): Uint8Array => Buffer.from(`${COLUMNS.join(',')}\n${rows(door)}\n`);

/** What is shown of an item, of what an input is about. */
async function expectKept(door: string, at: number, input: Readonly<{ what: string; kept: Kept }>): Promise<void> {
  const { onHand, sku, ...fields } = input.kept;
  const asTyped = skuAt(door, at, sku ?? 'INPUT-{n}');
  const item = await doors.item(asTyped);
  const category = fields.category === undefined ? {} : { category: typed(fields.category) };
  expect({ what: input.what, item }).toMatchObject({ what: input.what, item: { sku: asTyped, ...fields, ...category } });
  if (onHand !== undefined) expect([input.what, await doors.onHand(asTyped)]).toEqual([input.what, onHand]);
}

/** The line of a file's row: the header is the first, and no cell of these runs over its line. */
const lineOf = (at: number): number => at + 2;

describe.each(byFile)('one file of all inputs by %s', (door) => {
  let came: Came;
  beforeAll(async () => {
    came = await files[door]({ bytes: fileOf(door) });
  }, 120_000);

  it('keeps what was meant', async () => {
    for (const [at, input] of itemInputs.entries()) if ('kept' in input) await expectKept(door, at, input);
  });

  it('refuses the rest, each by its row, column and code, and nothing else', () => {
    const wanted = itemInputs.flatMap((input, at) => ('refused' in input ? [[lineOf(at), input.refused.column, input.what]] : []));
    if ('unreadable' in came) throw new Error(came.unreadable);
    expect(came.problems.map(({ line, column }) => [line, column, itemInputs[line - 2]?.what])).toEqual(wanted);
    const codes = itemInputs.flatMap((input) => ('refused' in input ? [[input.what, input.refused.code]] : []));
    if (door === 'the console') expect(came.problems.map(({ line, code }) => [itemInputs[line - 2]?.what, code])).toEqual(codes);
  });

  it('keeps nothing of a row that it refuses', async () => {
    for (const [at, input] of itemInputs.entries())
      if ('refused' in input && !input.refused.stands && !('sku' in input.cells))
        expect([input.what, await doors.item(skuAt(door, at))]).toEqual([input.what, undefined]);
  });

  it('gives the refused rows back as a file that is refused for the same', async () => {
    if ('unreadable' in came) throw new Error(came.unreadable);
    const again = await files[door]({ bytes: Buffer.from(came.refused) });
    expect('unreadable' in again ? again : again.problems.map(({ column, reason }) => [column, reason])).toEqual(
      came.problems.map(({ column, reason }) => [column, reason]),
    );
  });
});

describe('all inputs by the API', () => {
  const items = itemInputs.flatMap((input, at) =>
    input.line
      ? [{ input, at, line: { sku: skuAt('api', at), names: { en: 'Pot' }, price: { amount: 100, currency: 'GBP' }, ...placed(input.line, at) } }]
      : [],
  );
  function placed(line: Readonly<Record<string, unknown>>, at: number): Readonly<Record<string, unknown>> {
    const { sku } = line;
    return typeof sku === 'string' ? { ...line, sku: skuAt('api', at, sku) } : line;
  }
  const sent = (line: Readonly<Record<string, unknown>>): object =>
    typeof line['category'] === 'string' ? { ...line, category: typed(line['category']) } : line;

  it('are kept, or refused, each by its line, field and code', async () => {
    const answers = await doors.byApi(
      'items',
      items.map(({ line }) => sent(line)),
    );
    const told = answers.map(({ status, error }, place) => [items[place]?.input.what, status, error?.field, error?.code]);
    expect(told).toEqual(
      items.map(({ input }) =>
        'kept' in input
          ? [input.what, 'done', undefined, undefined]
          : [input.what, 'refused', input.refused.field ?? input.refused.column, input.refused.apiCode ?? input.refused.code],
      ),
    );
    for (const { input, at } of items) if ('kept' in input) await expectKept('api', at, input);
  });

  it('are shown with a category that may be sent back, of any item', async () => {
    const shown: string[] = [];
    for (const { input, at } of items)
      if ('kept' in input && input.kept.category !== undefined) shown.push(String((await doors.item(skuAt('api', at)))?.['category']));
    const lines = shown.map((category, at) => ({ sku: `BACK-${at}`, names: { en: 'Pot' }, price: { amount: 1, currency: 'GBP' }, category }));
    expect((await doors.byApi('items', lines)).map(({ status }) => status)).toEqual(shown.map(() => 'done'));
    expect(shown.length).toBeGreaterThan(5);
    for (const { sku, category } of lines) expect(await doors.item(sku)).toMatchObject({ category });
  });

  it('are stock that is set, or is refused', async () => {
    const stocked = itemInputs.flatMap((input, at) => (input.stock && 'kept' in input ? [{ input, at, line: { sku: skuAt('api', at), ...input.stock } }] : []));
    await doors.byApi(
      'items',
      stocked.map(({ line: { sku } }) => ({ sku, names: { en: 'Pot' }, price: { amount: 1, currency: 'GBP' } })),
    );
    expect(
      (
        await doors.byApi(
          'stock',
          stocked.map(({ line }) => line),
        )
      ).map(({ status }) => status),
    ).toEqual(stocked.map(() => 'done'));
    for (const { input, at } of stocked) await expectKept('api', at, input);
  });
});

describe.each(fileInputs)('a file: $what', (file) => {
  it.each(byFile)(
    'comes to the same by %s',
    async (door) => {
      const mark = `${fileInputs.indexOf(file)}.${door.length}.`;
      const { bytes, encoding, language } = file;
      const typed =
        typeof bytes === 'string'
          ? Buffer.from(bytes.replaceAll('#', mark).replaceAll('SAMPLE', doors.sampleSku))
          : Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('#', mark), 'latin1');
      const came = await files[door]({ bytes: typed, encoding, language });
      if ('unreadable' in file) return expect(came).toEqual({ unreadable: expect.stringContaining(file.unreadable) });
      if ('unreadable' in came) throw new Error(came.unreadable);
      expect(came.problems.map(({ line, column }) => [line, column])).toEqual(file.refused.map(([line, column]) => [line, column]));
      if (door === 'the console') expect(came.problems.map(({ code }) => code)).toEqual(file.refused.map(([, , code]) => code));
      for (const [sku, name, amount, onHand] of file.stands) {
        const of = sku.replace('#', mark);
        expect(await doors.item(of)).toMatchObject({ names: { en: name }, price: { amount, currency: 'GBP' } });
        expect(await doors.onHand(of)).toBe(onHand);
      }
    },
    60_000,
  );
});
