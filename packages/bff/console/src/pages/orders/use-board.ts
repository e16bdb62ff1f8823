import { type Board, type Change, type OrderCard, orders } from '@noren/bff-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ask } from '../../api/ask.ts';
import { Refused } from '../../api/problem.ts';
import { useChanges } from '../../app/live.tsx';
import { useShop } from '../../app/session.tsx';
import { useSound } from '../../app/sound.tsx';
import { appended, cardOf, newest, put } from './board.ts';

export const boardKey = (shopId: string) => ['board', shopId] as const;
export const orderKey = (orderId: string) => ['order', orderId] as const;

/** So many changes at once are read as a whole board. */
const many = 12;

/** Until it is there it is read again, for as long as it takes: an order that nobody sees is an order that nobody makes. */
const untilRead = {
  retry: (_: number, error: Error) => !(error instanceof Refused && error.status < 500 && error.status !== 429),
  retryDelay: (times: number) => Math.min(5_000, 400 * 2 ** times),
} as const;

/** The board with all open orders, however many. It is shown whole or not at all, so that nobody's place in a long column is lost while it is read again. */
async function readBoard(shopId: string, signal: AbortSignal): Promise<Board> {
  let board = await ask(orders.board, { params: { shopId }, signal });
  for (const column of ['new', 'accepted', 'ready'] as const)
    for (let { nextCursor } = board.columns[column]; nextCursor !== undefined; { nextCursor } = board.columns[column])
      board = appended(board, column, await ask(orders.list, { params: { shopId }, query: { column, cursor: nextCursor }, signal }));
  return board;
}

/**
 * The board as it is now: read once, then kept up to date by changes. Orders that are done are read on demand. `isBehind`: something could not be read; it
 * is read again until it is there.
 */
export function useBoard() {
  const { shopId } = useShop();
  const queries = useQueryClient();
  // Orders that came while the board was first read: they may not be in what was read.
  const early = useRef(new Map<string, OrderCard>());
  const board = useQuery({
    queryKey: boardKey(shopId),
    queryFn: async ({ signal }) => {
      const read = await readBoard(shopId, signal);
      const current = queries.getQueryData<Board>(boardKey(shopId));
      return current ? newest(current, read) : [...early.current.values()].reduce((all, card) => put(all, card), read);
    },
    staleTime: Infinity,
    ...untilRead,
  });
  const takeIn = (card: OrderCard): void => {
    if (queries.getQueryData(boardKey(shopId)) === undefined) early.current.set(card.orderId, card);
    else change((old) => put(old, card));
  };
  const change = (how: (board: Board) => Board): void => void queries.setQueryData<Board>(boardKey(shopId), (old) => old && how(old));
  const readMore = async (cursor: string): Promise<void> => {
    const page = await ask(orders.list, { params: { shopId }, query: { column: 'done', cursor } });
    change((old) => (old.columns.done.nextCursor === cursor ? appended(old, 'done', page) : old));
  };
  useLiveOrders(shopId, takeIn);
  return { board, readMore, isBehind: board.failureCount > 0 };
}

/** Takes in what happens to orders, and rings for a new one. */
function useLiveOrders(shopId: string, takeIn: (card: OrderCard) => void): void {
  const queries = useQueryClient();
  const { ring } = useSound();
  useChanges((changes: readonly Change[]) => {
    const orderChanges = changes.filter((one) => one.of === 'order' && one.shopId === shopId);
    if (orderChanges.some((one) => one.of === 'order' && one.what === 'confirmed')) ring('order');
    const touched = [...new Set(orderChanges.flatMap((one) => (one.of === 'order' && one.what !== 'placed' ? [one.orderId] : [])))];
    if (touched.length > many) return void queries.invalidateQueries({ queryKey: boardKey(shopId) });
    for (const orderId of touched)
      void ask(orders.get, { params: { shopId, orderId } }).then(
        (order) => {
          queries.setQueryData(orderKey(orderId), order);
          takeIn(cardOf(order));
        },
        // The board has it too, and is read until it can be.
        () => queries.invalidateQueries({ queryKey: boardKey(shopId) }),
      );
    return undefined;
  });
}
