import { createHash } from 'node:crypto';
import { newId, Refusal } from '@noren/kernel';
import { calls, descriptors, type records, topics } from '@noren/order-contract';
import { grpcModule, type Host, inContext, type Module, served, settled, unary } from '@noren/service-kit';
import { type Accepted, type GetOperationRequest, type GetOutcomesRequest, type Operation, type Outcome, Outcomes } from '@noren/wire';

/** What the stand-in was asked, and what it is to decide. */
export type OrderScript = {
  /** What became of a placement, once it is to be told: `undefined` leaves it undecided. */
  decide(
    request: calls.PlaceOrderRequest,
    orderId: string,
  ): Readonly<{ status: string; reasons?: readonly Readonly<{ code: string; message: string }>[] }> | undefined;
  placements: Readonly<{ subject: string; shops: readonly string[]; key: string; seen: readonly string[] }>[];
  batches: number;
};

/** Order's API as Link knows it by its contract, deciding by a script: what Link does with answers is tested without Order. */
export const orderApi = (script: OrderScript): Module =>
  grpcModule('order-api', async (host) => {
    const book = orderBook(host, script);
    const services = [served(calls.OrderServiceService, { ...unsupported, ...submits(host, script, book), ...reads(book) })];
    return { host, pools: [host.database('order')], descriptors: [descriptors], close: async () => {}, services };
  });

type Book = ReturnType<typeof orderBook>;

/** What was claimed, placed and told. */
function orderBook(host: Host, script: OrderScript) {
  const claims = new Map<string, Readonly<{ hash: string; accepted: Accepted }>>();
  const orders = new Map<string, records.Order>();
  const outcomes = new Map<string, Outcome>();

  const claim = (caller: string, key: string, bytes: Uint8Array, make: () => Accepted): Accepted => {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const before = claims.get(`${caller} ${key}`);
    if (before && before.hash !== hash) throw new Refusal('conflict', 'idempotency_key_reused', 'this key was used for another request');
    if (before) return { ...before.accepted, replayed: true };
    const accepted = make();
    claims.set(`${caller} ${key}`, { hash, accepted });
    return accepted;
  };
  const tell = async (outcome: Outcome): Promise<void> => {
    outcomes.set(outcome.commandId, outcome);
    const value = Outcomes.encode({ outcomes: [outcome] }).finish();
    const headers = { positions: '{"order.events/0":7}' };
    await host.log.append([{ topic: topics.outcomes.name, key: 'k', id: newId('evt'), type: 'noren.wire.v1.Outcomes', value, headers }]);
  };
  const place = (caller: string, key: string, request: calls.PlaceOrderRequest): Accepted =>
    claim(caller, key, calls.PlaceOrderRequest.encode(request).finish(), () => {
      const [orderId, commandId] = [newId('ord'), newId('cmd')];
      const decision = script.decide(request, orderId);
      const order = { ...pending(orderId, caller, request), ...(decision ? { ...decision, reasons: [...(decision.reasons ?? [])] } : {}) };
      orders.set(orderId, order);
      if (decision) void tell(done(commandId, order));
      return { operationId: newId('op'), commandIds: [commandId], made: { orderId }, replayed: false };
    });
  const cancel = (caller: string, key: string, request: calls.CancelOrderRequest): Accepted =>
    claim(caller, key, calls.CancelOrderRequest.encode(request).finish(), () => {
      const order = orders.get(request.orderId);
      if (!order) throw new Refusal('not_found', 'order_not_found', 'there is no such order');
      const commandId = newId('cmd');
      const conflict = request.expectedVersion !== undefined && request.expectedVersion !== order.version ? 'version_conflict' : 'order_state';
      const isRefused = conflict === 'version_conflict' || order.status === 'cancelled';
      const refusal = isRefused ? { kind: 'conflict', code: conflict, message: `the order is ${order.status}`, field: '' } : undefined;
      if (!refusal) orders.set(request.orderId, { ...order, status: 'cancelled', version: order.version + 1 });
      void tell(refusal ? { commandId, status: 'refused', refusal, result: '', positions: [] } : done(commandId, order));
      return { operationId: newId('op'), commandIds: [commandId], made: {}, replayed: false };
    });
  return { claims, orders, outcomes, place, cancel };
}

const submits = (host: Host, script: OrderScript, book: Book) => ({
  submit: unary<calls.SubmitRequest, calls.SubmitResponse>({
    roles: ['service'],
    run: async ({ items }) => {
      script.batches += 1;
      const one = ({ context, request }: calls.Submission) =>
        inContext({ identities: host.identities, service: calls.OrderServiceClient.serviceName }, context, ({ identity, idempotencyKey = '', seen }) => {
          const positions = seen.map(({ topic, partition, offset }) => `${topic}/${partition}=${offset}`);
          script.placements.push({ subject: identity.subject, shops: identity.shops ?? [], key: idempotencyKey, seen: positions });
          if (request?.$case === 'placeOrder') return book.place(identity.subject, idempotencyKey, request.value);
          if (request?.$case === 'cancelOrder') return book.cancel(identity.subject, idempotencyKey, request.value);
          throw new Refusal('invalid', 'request_missing', 'nothing that the stand-in knows');
        });
      return { results: await Promise.all(items.map(async (item) => ({ result: await settled(() => one(item)) }))) };
    },
  }),
});

const reads = ({ claims, orders, outcomes }: Book) => ({
  getOrder: unary<calls.GetOrderRequest, records.Order>({
    roles: ['platform'],
    run: ({ orderId }, { identity }) => {
      const order = orders.get(orderId);
      if (order?.channel !== identity.subject) throw new Refusal('not_found', 'order_not_found', 'there is no such order');
      return order;
    },
  }),
  getOutcomes: unary<GetOutcomesRequest, Outcomes>({
    roles: ['service'],
    run: ({ commandIds }) => ({
      outcomes: commandIds.map((id) => outcomes.get(id) ?? { commandId: id, status: 'pending', refusal: undefined, result: '', positions: [] }),
    }),
  }),
  getOperation: unary<GetOperationRequest, Operation>({
    roles: ['platform'],
    run: ({ operationId }, { identity }) => {
      const found = [...claims].find(([key, { accepted }]) => accepted.operationId === operationId && key.startsWith(`${identity.subject} `))?.[1].accepted;
      if (!found) throw new Refusal('not_found', 'operation_not_found', 'there is no such operation');
      const decided = found.commandIds.flatMap((id) => outcomes.get(id) ?? []);
      return { operationId, done: decided.length > 0, outcomes: decided, made: found.made };
    },
  }),
});

const done = (commandId: string, order: records.Order): Outcome => ({
  commandId,
  status: 'done',
  refusal: undefined,
  result: JSON.stringify(order),
  positions: [{ topic: topics.events.name, partition: 0, offset: 7 }],
});

const pending = (orderId: string, channel: string, { shopId, externalId, lines }: calls.PlaceOrderRequest): records.Order => ({
  orderId,
  shopId,
  merchantId: 'mer_a',
  channel,
  externalId,
  status: 'pending',
  lines: lines.map(({ sku, quantity, unitPrice }, at) => ({
    line: at + 1,
    sku,
    itemId: `itm_${sku}`,
    name: sku,
    itemVersion: 1,
    quantity,
    soldBy: 'piece',
    listPrice: { amount: 250, currency: 'GBP' },
    unitPrice,
    total: { amount: (unitPrice?.amount ?? 250) * quantity, currency: 'GBP' },
    returned: 0,
  })),
  total: { amount: 0, currency: 'GBP' },
  reasons: [],
  placedAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-05T09:00:00.000Z',
  decideBy: '2026-01-05T09:15:00.000Z',
  readyInMinutes: 0,
  version: 1,
});

const refuse = unary<unknown, never>({
  roles: ['service'],
  run: () => {
    throw new Refusal('invalid', 'request_missing', 'nothing that the stand-in knows');
  },
});
/** What Link does not ask of Order. */
const unsupported = {
  placeOrder: refuse,
  rejectOrder: refuse,
  acceptOrder: refuse,
  markReady: refuse,
  handOver: refuse,
  completeOrder: refuse,
  cancelOrder: refuse,
  returnLines: refuse,
  listOrders: refuse,
  countOrders: refuse,
  getOrderHistory: refuse,
  getSales: refuse,
  waitOperation: refuse,
};
