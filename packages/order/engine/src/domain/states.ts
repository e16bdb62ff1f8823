import { refusal } from '@noren/order-contract/refusals';
import type { OrderRecord, Status } from './order.ts';

/** Who may ask: the consumer platform that placed the order, the merchant whose shop it is, Noren's own stock and timers. */
export type Actor = 'platform' | 'merchant' | 'noren';
export const actions = ['confirm', 'reject', 'accept', 'make_ready', 'hand_over', 'complete', 'cancel', 'return_lines'] as const;
export type Action = (typeof actions)[number];
type Step = Readonly<{ by: readonly Actor[]; to: Status }>;

const anybody = ['platform', 'merchant'] as const;
const merchant = ['merchant'] as const;

/** Who may do what with an order when, and what becomes of it. All that is not in this table is refused. */
export const orderStates: { readonly [S in Status]: { readonly [A in Action]?: Step } } = {
  placed: {
    confirm: { by: ['noren'], to: 'confirmed' },
    reject: { by: ['noren', 'merchant'], to: 'rejected' },
    cancel: { by: anybody, to: 'cancelled' },
  },
  confirmed: {
    accept: { by: merchant, to: 'accepted' },
    reject: { by: merchant, to: 'rejected' },
    cancel: { by: anybody, to: 'cancelled' },
  },
  accepted: {
    make_ready: { by: merchant, to: 'ready' },
    hand_over: { by: merchant, to: 'handed_over' },
    cancel: { by: anybody, to: 'cancelled' },
  },
  ready: {
    hand_over: { by: merchant, to: 'handed_over' },
    cancel: { by: anybody, to: 'cancelled' },
  },
  handed_over: {
    complete: { by: merchant, to: 'completed' },
    return_lines: { by: anybody, to: 'handed_over' },
  },
  completed: {
    return_lines: { by: anybody, to: 'completed' },
  },
  rejected: {},
  cancelled: {},
};

/** Whether the table lets this actor do this now. */
export const allows = (status: Status, actor: Actor, action: Action): boolean => orderStates[status][action]?.by.includes(actor) ?? false;

/** The status after an action. Refused as `order_state` where the table does not have it for this actor; the message says what it has. */
export function statusAfter({ status }: OrderRecord, actor: Actor, action: Action): Status {
  const step = orderStates[status][action];
  if (step?.by.includes(actor)) return step.to;
  const possible = actions.filter((other) => allows(status, actor, other));
  const may = possible.length > 0 ? `may only ${possible.join(', ')}` : 'may do nothing with it any more';
  throw refusal('order_state', undefined, `it is ${status}, and the ${actor} ${may}`);
}
