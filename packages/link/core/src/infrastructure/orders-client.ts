import { outcomeWaiter, type OutcomeWaiter } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type { Log } from '@noren/log';
import { type calls, topics } from '@noren/order-contract';
import { fromWireRefusal, type GrpcClient, type Identity, type IdentityTokens, outgoingContext } from '@noren/service-kit';
import type { Accepted, CallContext, Position } from '@noren/wire';
import type { OrderAsked, Orders } from '../application/orders.ts';

type OrderApi = GrpcClient<calls.OrderServiceService>;
type Item = Readonly<{ context: CallContext; request: NonNullable<calls.Submission['request']> }>;

export type OrdersParts = Readonly<{
  api: OrderApi;
  identities: IdentityTokens;
  self: Identity;
  /** How far Link has heard the contexts whose word decides an order. */
  heard(): Promise<readonly Position[]>;
  waiter: OutcomeWaiter;
}>;

/** Above so many lines a request goes in batches of its own, so that no batch outgrows a message. */
const MANY_LINES = 50;

/** Order over gRPC: what concurrent callers ask goes as one call, and what becomes of it is heard on the log. */
export function ordersClient({ api, identities, self, heard, waiter }: OrdersParts): Orders {
  const send = async (items: readonly Item[]): Promise<readonly (Accepted | Error)[]> => {
    const seen = [...(await heard())];
    const { results } = await api.submit({ items: items.map(({ context, request }) => ({ context: { ...context, seen }, request })) }, { as: 'self' });
    return results.map(({ result }) => {
      if (result?.$case === 'accepted') return result.value;
      return result?.$case === 'refused' ? fromWireRefusal(result.value) : new Error('an item of the batch got no answer');
    });
  };
  const sendSmall = gather(send, { max: 128, concurrency: 3 });
  const sendLarge = gather(send, { max: 8, concurrency: 3 });

  return {
    async submit(asked) {
      const item = { context: outgoingContext(identities, self), request: requestOf(asked) };
      const answer = await (asked.type !== 'cancel' && asked.lines.length > MANY_LINES ? sendLarge : sendSmall)(item);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    outcome: (commandId, options) => waiter.outcomeOf(commandId, options),
    order: (orderId) => api.getOrder({ orderId }),
    operation: (operationId) => api.getOperation({ operationId }),
  };
}

/** Waits on the log for what Order decides; what was told before is asked of Order, many at once. */
export function orderOutcomes(log: Log, api: OrderApi): Promise<OutcomeWaiter> {
  const stored = gather(async (commandIds: readonly string[]) => (await api.getOutcomes({ commandIds: [...commandIds] }, { as: 'self' })).outcomes, {
    max: 500,
    concurrency: 2,
  });
  return outcomeWaiter(log, topics.outcomes.name, (commandIds) => Promise.all(commandIds.map(stored)));
}

function requestOf(asked: OrderAsked): NonNullable<calls.Submission['request']> {
  switch (asked.type) {
    case 'place': {
      const lines = asked.lines.map(({ sku, quantity, charged }) => ({ sku, quantity, unitPrice: charged }));
      return { $case: 'placeOrder', value: { shopId: asked.shopId, externalId: asked.externalId, lines, decideWithinS: 0 } };
    }
    case 'cancel':
      return { $case: 'cancelOrder', value: { orderId: asked.orderId, reason: asked.reason } };
    case 'return':
      return { $case: 'returnLines', value: { orderId: asked.orderId, lines: [...asked.lines], restock: asked.restock, reason: asked.reason } };
  }
}
