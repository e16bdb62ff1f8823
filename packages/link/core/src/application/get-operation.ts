import type { Orders } from './orders.ts';

type OperationView<Order> = Readonly<{
  operationId: string;
  status: 'pending' | 'done' | 'refused' | 'failed';
  orderId?: string;
  /** Where it is done: the order as it stands. */
  order?: Order;
  /** Where it is refused: why. */
  refusal?: Readonly<{ code: string; message: string }>;
}>;

/** What became of a call that was answered before it was decided. */
export const getOperation =
  <Order>(orders: Pick<Orders<Order, never>, 'operation' | 'order'>) =>
  async (operationId: string): Promise<OperationView<Order>> => {
    const { outcomes, made } = await orders.operation(operationId);
    const [outcome] = outcomes;
    const status = outcome?.status === 'done' || outcome?.status === 'refused' || outcome?.status === 'failed' ? outcome.status : 'pending';
    const orderId = made['orderId'] ?? orderIdOf(outcome?.result);
    return {
      operationId,
      status,
      ...(orderId === undefined ? {} : { orderId }),
      ...(status === 'done' && orderId !== undefined ? { order: await orders.order(orderId) } : {}),
      ...(outcome?.refusal ? { refusal: { code: outcome.refusal.code, message: outcome.refusal.message } } : {}),
    };
  };

/** Every result of Order names the order. */
function orderIdOf(result: string | undefined): string | undefined {
  const parsed: unknown = result ? JSON.parse(result) : undefined;
  const orderId: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'orderId') : undefined;
  return typeof orderId === 'string' ? orderId : undefined;
}
