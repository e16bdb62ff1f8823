import type { Accepted, Operation, Outcome } from '@noren/wire';

/**
 * What Link asks of Order, in the name of the current call's caller; what Order refuses is thrown as its Refusal. `Order`: an order as Order has it.
 * `Request`: what Order can be asked to do.
 */
export interface Orders<Order, Request> {
  /** Resolves once Order has it durably. */
  submit(request: Request): Promise<Accepted>;
  /** What became of a command; `undefined` when `withinMs` are over first. `asked`: it may have been told long ago. */
  outcome(commandId: string, options: Readonly<{ withinMs: number; fetchStored: boolean }>): Promise<Outcome | undefined>;
  /** The order in the result of a placement's outcome: as it stood when it was decided. */
  receipt(result: string): Order;
  order(orderId: string): Promise<Order>;
  operation(operationId: string): Promise<Operation>;
}
