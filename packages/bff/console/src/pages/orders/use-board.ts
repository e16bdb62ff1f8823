import { type Board, type Change, orders } from '@noren/bff-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/ask.ts';
import { useChanges } from '../../app/live.tsx';
import { useShop } from '../../app/session.tsx';
import { useSound } from '../../app/sound.tsx';
import { appended, cardOf, newest, put } from './board.ts';

export const boardKey = (shopId: string) => ['board', shopId] as const;
export const orderKey = (orderId: string) => ['order', orderId] as const;

/** So many changes at once are read as a whole board. */
const many = 12;

/** The board with all open orders, however many. It is shown whole or not at all, so that nobody's place in a long column is lost while it is read again. */
async function readBoard(shopId: string, signal: AbortSignal): Promise<Board> {
  let board = await ask(orders.board, { params: { shopId }, signal });
  for (const column of ['new', 'accepted', 'ready'] as const)
    for (let { nextCursor } = board.columns[column]; nextCursor !== undefined; { nextCursor } = board.columns[column])
      board = appended(board, column, await ask(orders.list, { params: { shopId }, query: { column, cursor: nextCursor }, signal }));
  return board;
}

/** The board as it is now: read once, then kept by what is told. Orders that are done are read on demand. */
export function useBoard() {
  const { shopId } = useShop();
  const queries = useQueryClient();
  const board = useQuery({
    queryKey: boardKey(shopId),
    queryFn: async ({ signal }) => {
      const read = await readBoard(shopId, signal);
      const current = queries.getQueryData<Board>(boardKey(shopId));
      return current ? newest(current, read) : read;
    },
    staleTime: Infinity,
  });
  const change = (how: (board: Board) => Board): void => void queries.setQueryData<Board>(boardKey(shopId), (old) => old && how(old));
  const readMore = async (cursor: string): Promise<void> => {
    const page = await ask(orders.list, { params: { shopId }, query: { column: 'done', cursor } });
    change((old) => (old.columns.done.nextCursor === cursor ? appended(old, 'done', page) : old));
  };
  useLiveOrders(shopId, change);
  return { board, readMore };
}

/** Takes in what happens to orders, and rings for a new one. */
function useLiveOrders(shopId: string, change: (how: (board: Board) => Board) => void): void {
  const queries = useQueryClient();
  const { ring } = useSound();
  useChanges((changes: readonly Change[]) => {
    const orderChanges = changes.filter((one) => one.of === 'order' && one.shopId === shopId);
    if (orderChanges.some((one) => one.of === 'order' && one.what === 'confirmed')) ring();
    const touched = [...new Set(orderChanges.flatMap((one) => (one.of === 'order' && one.what !== 'placed' ? [one.orderId] : [])))];
    if (touched.length > many) return void queries.invalidateQueries({ queryKey: boardKey(shopId) });
    for (const orderId of touched)
      void ask(orders.get, { params: { shopId, orderId } }).then(
        (order) => {
          queries.setQueryData(orderKey(orderId), order);
          change((old) => put(old, cardOf(order)));
        },
        () => queries.invalidateQueries({ queryKey: boardKey(shopId) }),
      );
    return undefined;
  });
}
