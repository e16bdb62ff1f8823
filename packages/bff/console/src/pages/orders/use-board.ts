import { type Board, type Change, type Column, orders } from '@noren/bff-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../../api/ask.ts';
import { useChanges } from '../../app/live.tsx';
import { useShop } from '../../app/session.tsx';
import { useSound } from '../../app/sound.tsx';
import { appended, cardOf, columnNames, put } from './board.ts';

export const boardKey = (shopId: string) => ['board', shopId] as const;
export const orderKey = (orderId: string) => ['order', orderId] as const;

/** So many changes at once are read as a whole board. */
const many = 12;

/** The board as it is now: read once, then kept by what is told. All open orders are read, however many; those that are done on demand. */
export function useBoard() {
  const { shopId } = useShop();
  const queries = useQueryClient();
  const board = useQuery({ queryKey: boardKey(shopId), queryFn: ({ signal }) => ask(orders.board, { params: { shopId }, signal }), staleTime: Infinity });
  const change = (how: (board: Board) => Board): void => void queries.setQueryData<Board>(boardKey(shopId), (old) => old && how(old));
  const readMore = async (column: Column, cursor: string, signal?: AbortSignal): Promise<void> => {
    const page = await ask(orders.list, { params: { shopId }, query: { column, cursor }, ...(signal ? { signal } : {}) });
    change((old) => (old.columns[column].next === cursor ? appended(old, column, page) : old));
  };
  const next =
    board.data && columnNames.map((column) => ({ column, cursor: board.data.columns[column].next })).find(({ column, cursor }) => column !== 'done' && cursor);
  const [nextColumn, nextCursor] = [next?.column, next?.cursor];
  useEffect(() => {
    if (!nextColumn || !nextCursor) return undefined;
    const leaving = new AbortController();
    readMore(nextColumn, nextCursor, leaving.signal).catch(() => undefined);
    return () => leaving.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the column and its cursor say what is missing
  }, [nextColumn, nextCursor]);
  useTold(shopId, change);
  return { board, readMore };
}

/** Takes in what happens to orders, and rings for a new one. */
function useTold(shopId: string, change: (how: (board: Board) => Board) => void): void {
  const queries = useQueryClient();
  const { ring } = useSound();
  useChanges((changes: readonly Change[]) => {
    const told = changes.filter((one) => one.of === 'order' && one.shopId === shopId);
    if (told.some((one) => one.of === 'order' && one.what === 'confirmed')) ring();
    const touched = [...new Set(told.flatMap((one) => (one.of === 'order' && one.what !== 'placed' ? [one.orderId] : [])))];
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
