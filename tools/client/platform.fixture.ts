import { createServer, type IncomingMessage } from 'node:http';
import { foldText } from '@noren/kernel';
import type { Dev } from './dev-file.ts';

type Fields = Readonly<Record<string, unknown>>;
type Level = { sku: string; onHand: number; reserved: number };
type Line = { line: number; sku: string; quantity: number; returned: number; unitPrice: unknown; listPrice: unknown; total: unknown };
type Order = { orderId: string; status: string; lines: Line[]; total: unknown };

/** A stand-in for the two public APIs, small enough to see that it is right: what tools do to a platform can be looked at, and tampered with. */
export type StandIn = Readonly<{
  dev: Dev;
  items: Map<string, Fields>;
  levels: Map<string, Level>;
  orders: Map<string, Order>;
  /** `METHOD path` of every call that was not a repeat. */
  calls: string[];
  close(): Promise<void>;
}>;

type Refusals = Readonly<{ malformed?: readonly string[]; unnamed?: readonly string[]; lost?: readonly string[] }>;
type Options = Readonly<{ unsteady?: number; refuses?: readonly string[]; warns?: readonly string[] }> & Refusals;

const pence = (amount: number): Fields => ({ amount, currency: 'GBP' });
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const listAt = (value: Fields, name: string): readonly Fields[] => (Array.isArray(value[name]) ? value[name].map(fields) : []);

/** `refuses`: SKUs that cannot become items. `warns`: SKUs of which it is told that they look like a mistake. `malformed`: SKUs for which a whole call is refused, named by its lines or (`unnamed`) not; `lost`: for which it is forbidden. `unsteady`: so many first tries are answered 503 or cut off, half of them after the call took effect. */
export async function standIn({ unsteady = 0, refuses = [], warns = [], ...refusals }: Options = {}): Promise<StandIn> {
  const state = { items: new Map<string, Fields>(), levels: new Map<string, Level>(), orders: new Map<string, Order>(), calls: [] as string[] };
  const answers = new Map<string, readonly [number, unknown]>();
  let trouble = unsteady;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const call = `${request.method} ${request.url}`;
      const key = request.headers['idempotency-key']?.toString();
      const before = key === undefined ? undefined : answers.get(key);
      const troubled = before === undefined && trouble > 0 && request.method !== 'GET';
      if (troubled) trouble -= 1;
      if (troubled && trouble % 2 === 0) return response.writeHead(503).end('{}');
      if (before === undefined) state.calls.push(call);
      const answer =
        before ??
        wholeRefusal(listAt(body, 'lines'), refusals) ??
        (call === 'PUT /v1/items'
          ? [
              200,
              {
                lines: putItems(state, listAt(body, 'lines'), refuses).map((line) =>
                  warns.includes(String(line['sku'])) ? { ...line, warning: TWICE } : line,
                ),
              },
            ]
          : answerTo(state, call, body));
      if (key !== undefined) answers.set(key, answer);
      if (troubled) return request.socket.destroy();
      return response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const door = { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, apiKey: 'nrn_test' };
  const dev: Dev = {
    ...{ merchantApi: door, merchantLink: door, console: { url: door.url, login: { email: 'hana@example.com', password: 'secret' } } },
    ...{ admin: { address: '', key: '' }, database: '', sample: { merchantId: 'mer_1', shopId: 'shp_1', sku: 'S' }, pid: process.pid },
  };
  return { ...state, dev, close: () => new Promise((closed) => void server.close(() => closed())) };
}

async function bodyOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return chunks.length === 0 ? {} : fields(JSON.parse(Buffer.concat(chunks).toString()));
}

type State = Pick<StandIn, 'items' | 'levels' | 'orders'>;

function answerTo(state: State, call: string, body: Fields): readonly [number, unknown] {
  const [, orderId = '', verb] = /^POST \/v1\/orders\/([^/]+)\/(.+)$/.exec(call) ?? [];
  if (verb !== undefined) return [200, change(state, state.orders.get(orderId), verb, body)];
  if (call === 'GET /v1/shops/shp_1') return [200, { shopId: 'shp_1', currency: 'GBP' }];
  if (call === 'PUT /v1/shops/shp_1/stock')
    return [200, { lines: listAt(body, 'lines').map((line, at) => done(setLevel(state, line, Number(line['onHand'])), line, at)) }];
  if (call.endsWith('/stock/adjustments'))
    return [200, { lines: listAt(body, 'lines').map((line, at) => done(setLevel(state, line, level(state, line).onHand + Number(line['delta'])), line, at)) }];
  if (call.startsWith('GET /v1/shops/shp_1/stock')) return [200, pageOf(state, call)];
  if (call.includes('/orderable')) return [200, { orderable: true, reasons: [] }];
  if (call === 'POST /v1/orders') return [201, place(state, listAt(body, 'lines'))];
  const order = state.orders.get(call.replace('GET /v1/orders/', ''));
  return order === undefined ? [404, { code: 'not_found' }] : [200, order];
}

/** What a call is answered that is refused as a whole, for lines that cannot be read. */
function wholeRefusal(lines: readonly Fields[], { malformed = [], unnamed = [], lost = [] }: Refusals): readonly [number, unknown] | undefined {
  const has = (skus: readonly string[]) => lines.some(({ sku }) => skus.includes(String(sku)));
  if (has(lost)) return [403, { detail: 'not allowed', errors: [] }];
  const errors = lines.flatMap(({ sku }, at) => (malformed.includes(String(sku)) ? [{ field: `lines.${at}.names.en`, message: 'is no text' }] : []));
  return errors.length > 0 || has(unnamed) ? [400, { detail: 'cannot be read', errors }] : undefined;
}

const TWICE = { code: 'gtin_twice', message: 'twice, says the test', field: 'gtin' };
const putItems = (state: State, lines: readonly Fields[], refuses: readonly string[]): readonly Fields[] =>
  lines.map((line, at) =>
    refuses.includes(String(line['sku']))
      ? { line: at + 1, sku: line['sku'], status: 'refused', error: { code: 'test', message: 'refused by the test', field: 'sku' } }
      : done(state.items.set(String(line['sku']), { ...state.items.get(String(line['sku'])), ...line }), line, at),
  );
const done = (_: unknown, { sku }: Fields, at: number): Fields => ({ line: at + 1, sku, status: 'done' });
const level = ({ levels }: State, { sku }: Fields): Level => levels.get(foldText(String(sku))) ?? { sku: String(sku), onHand: 0, reserved: 0 };
const setLevel = (state: State, line: Fields, onHand: number): unknown => state.levels.set(foldText(String(line['sku'])), { ...level(state, line), onHand });

function pageOf({ levels }: State, call: string): Fields {
  const from = Number(/cursor=(\d+)/.exec(call)?.[1] ?? 0);
  const lines = [...levels.values()].slice(from, from + 2).map((one) => ({ ...one, available: one.onHand - one.reserved }));
  return { lines, ...(from + 2 < levels.size ? { nextCursor: String(from + 2) } : {}) };
}

function place(state: State, requested: readonly Fields[]): Order {
  const lines = requested.map((line, at): Line => {
    const quantity = Number(line['quantity']);
    const amount = Number(fields(line['unitPrice'])['amount']);
    return {
      line: at + 1,
      sku: String(line['sku']),
      quantity,
      returned: 0,
      unitPrice: pence(amount),
      listPrice: pence(1),
      total: pence(amount * quantity),
    };
  });
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(foldText(sku), (wanted.get(foldText(sku)) ?? 0) + quantity);
  const there = [...wanted].every(([key, quantity]) => level(state, { sku: key }).onHand - level(state, { sku: key }).reserved >= quantity);
  if (there) hold(state, lines, 1);
  const total = lines.reduce((sum, { total: one }) => sum + Number(fields(one)['amount']), 0);
  const order: Order = { orderId: `ord_${state.orders.size + 1}`, status: there ? 'confirmed' : 'rejected', lines, total: pence(total) };
  state.orders.set(order.orderId, order);
  return order;
}

function hold({ levels }: State, lines: readonly Line[], sign: number): void {
  for (const { sku, quantity } of lines) {
    const held = levels.get(foldText(sku));
    if (held !== undefined) held.reserved += sign * quantity;
  }
}

function change(state: State, order: Order | undefined, verb: string, body: Fields): unknown {
  if (order === undefined) throw new Error('no such order');
  if (verb === 'accept') order.status = 'accepted';
  if (verb === 'cancel' && order.status === 'confirmed') {
    order.status = 'cancelled';
    hold(state, order.lines, -1);
  }
  if (verb === 'hand-over' && order.status === 'accepted') {
    order.status = 'handed_over';
    hold(state, order.lines, -1);
    for (const line of order.lines) setLevel(state, line, level(state, line).onHand - line.quantity);
  }
  if (verb === 'returns' && order.status === 'handed_over')
    for (const back of listAt(body, 'lines')) {
      const line = order.lines[Number(back['line']) - 1];
      if (line === undefined) continue;
      line.returned += Number(back['quantity']);
      setLevel(state, line, level(state, line).onHand + Number(back['quantity']));
    }
  return order;
}
