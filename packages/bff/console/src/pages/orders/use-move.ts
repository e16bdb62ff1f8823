import { type Board, type cancelReasons, OrderDetail, type OrderCard, type OrderState, orders, type rejectReasons } from '@noren/bff-contract';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { serverNow } from '../../api/clock.ts';
import { Refused, Unreachable } from '../../api/problem.ts';
import { newKey, patience } from '../../api/use-idempotent-mutation.ts';
import { useShop } from '../../app/session.tsx';
import type { TextKey } from '../../i18n/texts.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { cardIn, cardOf, put } from './board.ts';
import { boardKey, orderKey } from './use-board.ts';

/** What a clerk does with an order. */
export type Move =
  | Readonly<{ verb: 'accept'; readyInMinutes: number }>
  | Readonly<{ verb: 'reject'; reason: (typeof rejectReasons)[number]; message?: string }>
  | Readonly<{ verb: 'ready' }>
  | Readonly<{ verb: 'handOver' }>
  | Readonly<{ verb: 'cancel'; reason: (typeof cancelReasons)[number] }>;
type MoveRequest = Readonly<{ card: OrderCard; move: Move; key: string }>;

const leadsTo: Readonly<Record<Move['verb'], OrderState>> = {
  accept: 'accepted',
  reject: 'rejected',
  ready: 'ready',
  handOver: 'handed_over',
  cancel: 'cancelled',
};
const done: Readonly<Record<Move['verb'], TextKey>> = {
  accept: 'orders.done.accept',
  reject: 'orders.done.reject',
  ready: 'orders.done.ready',
  handOver: 'orders.done.handOver',
  cancel: 'orders.done.cancel',
};

function send(shopId: string, { card: { orderId, version }, move, key }: MoveRequest): Promise<OrderDetail> {
  const params = { shopId, orderId };
  if (move.verb === 'accept') return ask(orders.accept, { params, body: { version, readyInMinutes: move.readyInMinutes }, key });
  if (move.verb === 'reject')
    return ask(orders.reject, { params, body: { version, reason: move.reason, ...(move.message ? { message: move.message } : {}) }, key });
  if (move.verb === 'cancel') return ask(orders.cancel, { params, body: { version, reason: move.reason }, key });
  return ask(move.verb === 'ready' ? orders.ready : orders.handOver, { params, body: { version }, key });
}

const moving = ['move'] as const;

/** The orders that are being moved: nothing else is done with one before its answer is here, which tells its next version. */
export function useMoving(): ReadonlySet<string> {
  const ids = useMutationState({ filters: { mutationKey: moving, status: 'pending' }, select: ({ state }) => orderIdOf(state.variables) });
  return new Set(ids);
}
const orderIdOf = (variables: unknown): string => (variables as MoveRequest | undefined)?.card.orderId ?? '';

/** Moves an order on: at once on the board, and back again with the reason where it is refused. */
export function useMove(): (card: OrderCard, move: Move) => void {
  const { shopId } = useShop();
  const queries = useQueryClient();
  const text = useText();
  const explain = useRefusal();
  const change = (how: (board: Board) => Board): void => void queries.setQueryData<Board>(boardKey(shopId), (old) => old && how(old));
  const show = (order: OrderDetail): void => {
    queries.setQueryData(orderKey(order.orderId), order);
    change((board) => put(board, cardOf(order), true));
  };
  const mutation = useMutation<OrderDetail, Error, MoveRequest>({
    mutationKey: moving,
    ...patience,
    mutationFn: (request) => send(shopId, request),
    onMutate: ({ card, move }) =>
      change((board) =>
        put(board, {
          ...card,
          state: leadsTo[move.verb],
          updatedAt: new Date(serverNow()).toISOString(),
          ...(move.verb === 'accept' ? { readyInMinutes: move.readyInMinutes } : {}),
        }),
      ),
    onSuccess: (order, { move }) => {
      show(order);
      tell({ kind: 'good', title: text(done[move.verb], { order: order.externalId }) });
    },
    onError: (error, request) => {
      const now = error instanceof Refused ? OrderDetail.safeParse(error.problem.now) : undefined;
      if (now?.success) show(now.data);
      else change((board) => (cardIn(board, request.card.orderId)?.version === request.card.version ? put(board, request.card, true) : board));
      explain(error, request, now?.data, () => mutation.mutate(request));
    },
  });
  return (card, move) => mutation.mutate({ card, move, key: newKey() });
}

/** Says why an order stayed where it was, and what has become of it meanwhile. */
function useRefusal() {
  const text = useText();
  const format = useFormat();
  const reason = useReason();
  return (error: Error, { card }: MoveRequest, now: OrderDetail | undefined, again: () => void): void => {
    const last = now?.history.at(-1);
    const meanwhile = now && last && text('orders.meanwhile', { state: text(`orders.state.${now.state}`), name: last.by.name, time: format.time(last.at) });
    tell({
      kind: 'bad',
      title: text('orders.notDone', { order: card.externalId }),
      detail: meanwhile ?? reason(error),
      // Under the same key: if the first one arrived after all, nothing happens twice.
      ...(error instanceof Unreachable ? { action: { label: text('common.retry'), run: again } } : {}),
    });
  };
}
