import { outcomeWaiter, type OutcomeWaiter } from '@noren/engine-kit';
import { gather } from '@noren/kernel';
import type { Log } from '@noren/log';
import { calls, type records, topics } from '@noren/order-contract';
import {
  caller,
  callFrom,
  currentCall,
  fromWireRefusal,
  type GrpcClient,
  type Identity,
  type IdentityTokens,
  inCall,
  outgoingContext,
} from '@noren/service-kit';
import type { Accepted, CallContext, Position } from '@noren/wire';
import type { Orders } from '../application/orders.ts';

type OrderApi = GrpcClient<calls.OrderServiceService>;
export type OrderRequest = NonNullable<calls.Submission['request']>;
type Item = Readonly<{ context: CallContext; request: OrderRequest }>;

type OrdersParts = Readonly<{
  api: OrderApi;
  identities: IdentityTokens;
  self: Identity;
  /** How far Link's projections are in the contexts whose word decides an order. */
  seen(): Promise<readonly Position[]>;
  waiter: OutcomeWaiter;
  /** The caller of a call as Order knows them. */
  ordering(caller: Identity): Identity;
}>;

/** Above so many lines a request goes in batches of its own, so that no batch outgrows a message. */
const MANY_LINES = 50;

/** Order over gRPC: what concurrent callers ask goes as one call, and what becomes of it is read from the log. */
export function ordersClient({ api, identities, self, seen, waiter, ordering }: OrdersParts): Orders<records.Order, OrderRequest> {
  const send = async (items: readonly Item[]): Promise<readonly (Accepted | Error)[]> => {
    const positions = await seen();
    const inContext = items.map(({ context, request }) => ({ context: { ...context, seen: positions }, request }));
    const { results } = await api.submit({ items: inContext }, { as: 'self' });
    return results.map(({ result }) => {
      if (result?.$case === 'accepted') return result.value;
      return result?.$case === 'refused' ? fromWireRefusal(result.value) : new Error('an item of the batch got no answer');
    });
  };
  const sendSmall = gather(send, { max: 128, concurrency: 3 });
  const sendLarge = gather(send, { max: 8, concurrency: 3 });

  const asOrdering = <Result>(ask: () => Result): Result => inCall({ ...(currentCall() ?? callFrom()), identity: ordering(caller()) }, ask);

  return {
    async submit(request) {
      const context = asOrdering(() => outgoingContext({ identities, service: calls.OrderServiceClient.serviceName }, self));
      const item = { context, request };
      const answer = await ('lines' in request.value && request.value.lines.length > MANY_LINES ? sendLarge : sendSmall)(item);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    outcome: (commandId, options) => waiter.outcomeOf(commandId, options),
    // The order engine wrote it.
    receipt: (result) => JSON.parse(result) as records.Order,
    order: (orderId) => asOrdering(() => api.getOrder({ orderId })),
    operation: (operationId) => asOrdering(() => api.getOperation({ operationId })),
  };
}

/** Waits on the log for what Order decides; what was decided before is asked of Order, many at once. */
export function orderOutcomes(log: Log, api: OrderApi): Promise<OutcomeWaiter> {
  const stored = gather(async (commandIds: readonly string[]) => (await api.getOutcomes({ commandIds: [...commandIds] }, { as: 'self' })).outcomes, {
    max: 500,
    concurrency: 2,
  });
  return outcomeWaiter(log, topics.outcomes.name, (commandIds) => Promise.all(commandIds.map(stored)));
}
