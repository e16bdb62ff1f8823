import { refusals } from '@noren/admin-contract/refusals';
import type { admin } from '@noren/admin-contract';
import { Refusal } from '@noren/kernel';
import { type AuthorisedCall, isOutage, parsed, unary } from '@noren/service-kit';
import { z } from 'zod';
import { writtenHours } from '../application/hours.ts';
import type { Coded } from '../application/merchants.ts';
import type { Shop } from '../application/ports.ts';
import type { ReadShops, ShopLine } from '../application/shop-file.ts';
import type { shops } from '../application/shops.ts';
import type { Auditor } from './audited.ts';
import { code, expectedVersion, named, page, text } from './schemas.ts';

export type Shops = ReturnType<typeof shops>;
type Uses = Readonly<{ shops: Shops; read: ReadShops; auditor: Auditor }>;

const NewShop = z.object({ merchant: named, code, name: text, timeZone: text, hours: text });
const Listed = z.object({ merchant: named, ...page });
const Sent = z.object({ merchant: named, file: z.instanceof(Uint8Array), encoding: z.string().max(50) });

export function shopCalls({ shops: of, read, auditor }: Uses) {
  const { audited, change } = auditor;
  const create = async (command: z.infer<typeof NewShop>) => {
    const { shop, repeated } = await of.create(command);
    return { answer: { shop: toWire(shop), repeated }, subject: shop.shopId, repeated };
  };
  /** A row is a creation like any other, and stands in the audit log as one. */
  const createRow = async (merchant: string, { line, ...row }: ShopLine, call: AuthorisedCall): Promise<admin.ShopRow> => {
    const request = { merchant, ...row };
    try {
      const { shop, repeated } = await audited('shop', 'create', request, call, () => create(parsed(NewShop, request)));
      return { ...nothing, line, code: row.code, status: repeated ? 'repeated' : 'made', shopId: shop.shopId };
    } catch (error) {
      return refusedRow(line, row.code, error);
    }
  };
  return {
    createShop: change({ noun: 'shop', verb: 'create', schema: NewShop, run: create }),
    createShops: unary({
      roles: ['service'],
      schema: Sent,
      async run({ merchant, file, encoding }: z.infer<typeof Sent>, call) {
        // A merchant that is not there would be refused once a row.
        await of.list({ merchant, pageSize: 1, pageToken: '' });
        const { rows, unread } = read(file, encoding);
        const answers = unread.map(({ line, column, code: refusal, reason }) => ({ ...nothing, line, status: 'refused', refusal, message: reason, column }));
        for (const row of rows) answers.push(await createRow(merchant, row, call));
        return { rows: answers.toSorted((a, b) => a.line - b.line) };
      },
    }),
    listShops: unary({
      roles: ['service'],
      schema: Listed,
      async run(asked: z.infer<typeof Listed>) {
        const { shops: found, nextPageToken } = await of.list(asked);
        return { shops: found.map(toWire), nextPageToken };
      },
    }),
    changeShop: change({
      ...{ noun: 'shop', verb: 'change' },
      schema: z
        .object({ merchant: named, shop: named, name: text.optional(), timeZone: text.optional(), hours: text.optional(), expectedVersion })
        .refine(({ name, timeZone, hours }) => [name, timeZone, hours].some((one) => one !== undefined), 'names what is to change: name, time_zone or hours'),
      run: async (command) => toldOf(await of.change(command)),
    }),
    closeShop: change({
      ...{ noun: 'shop', verb: 'close' },
      schema: z.object({ merchant: named, shop: named, reason: text, expectedVersion }),
      run: async (command) => toldOf(await of.close(command)),
    }),
  };
}

const toldOf = (shop: Coded<Shop>) => ({ answer: toWire(shop), subject: shop.shopId });

const toWire = ({ weeklyHours, ...shop }: Coded<Shop>): admin.Shop => ({
  ...{ shopId: shop.shopId, code: shop.code, merchantId: shop.merchantId, name: shop.name, timeZone: shop.timeZone, currency: shop.currency },
  ...{ status: shop.status, reason: shop.reason, hours: writtenHours(weeklyHours), version: shop.version },
});

const nothing: admin.ShopRow = { line: 0, code: '', status: '', shopId: '', refusal: '', message: '', column: '' };
const COLUMNS: Readonly<Record<string, string>> = { timeZone: 'time_zone' };

/** What is no refusal costs the row as well: repeated, the file goes on where it was. */
function refusedRow(line: number, of: string, error: unknown): admin.ShopRow {
  const row = { ...nothing, line, code: of, status: 'refused' };
  if (!(error instanceof Refusal)) {
    if (!isOutage(error)) throw error;
    return { ...row, refusal: 'unavailable', message: 'Not available just now: send the file again' };
  }
  const field = error.field ?? '';
  const known: Readonly<Record<string, Readonly<{ cure: string }>>> = refusals;
  const cure = known[error.code]?.cure;
  return { ...row, refusal: error.code, message: cure === undefined ? error.message : `${error.message}. ${cure}`, column: COLUMNS[field] ?? field };
}
