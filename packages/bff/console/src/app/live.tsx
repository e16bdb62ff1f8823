import { type Change, live } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { addressOf } from '../api/ask.ts';
import { serverNow } from '../api/clock.ts';
import { isShown } from './is-shown.ts';
import { readAgain } from '../api/read-again.ts';
import { type Line, listen, type LiveStream } from '../api/live-stream.ts';
import { useSession } from './session.tsx';

type Hear = (changes: readonly Change[]) => void;
type Live = Readonly<{ line: Line; lostAt: number | undefined; retry: () => void; subscribe: (hear: Hear) => () => void }>;

const LiveContext = createContext<Live | undefined>(undefined);

/** Which queries a change makes old. Orders are not here: the board takes them in one by one. */
const touched = (change: Change): readonly unknown[] => {
  if (change.of === 'order') return ['order', change.orderId];
  if (change.of === 'stock') return ['stock', change.shopId];
  if (change.of === 'shop') return ['shop', change.shopId];
  return change.of === 'item' || change.of === 'filing' ? ['items'] : ['categories'];
};

/** What changes within so many milliseconds is read again once: an import changes thousands of items. */
const together = 400;

/** Keeps a line open to the server while a shop is looked at, and tells everything below what happens. `onEnded`: whether the session still stands. */
export function LiveProvider({ shopId, onEnded, children }: Readonly<{ shopId: string; onEnded: () => Promise<boolean>; children: ReactNode }>): ReactNode {
  const queries = useQueryClient();
  const [line, setLine] = useState<Line>('connecting');
  const { csrf } = useSession();
  const [lostAt, setLostAt] = useState<number>();
  const [turn, setTurn] = useState(0);
  const hearers = useRef(new Set<Hear>());
  const stream = useRef<LiveStream>(undefined);
  const first = useRef(true);
  const ended = useRef(onEnded);
  ended.current = onEnded;
  useEffect(() => {
    let flush: ReturnType<typeof setTimeout> | undefined;
    let back: ReturnType<typeof setTimeout> | undefined;
    let pending: Change[] = [];
    const readOld = (): void => {
      flush = undefined;
      const old = new Set(pending.filter((change) => !isShown(queries, change)).map((change) => JSON.stringify(touched(change))));
      pending = [];
      for (const key of old) readAgain(queries, { queryKey: JSON.parse(key) as unknown[] });
    };
    // Its rights have changed and the session stands: not at once, should the two not agree about that.
    const comeBack = (): void => {
      back = setTimeout(() => setTurn((before) => before + 1), 1_000);
    };
    stream.current = listen(addressOf(live.stream, { query: { shopId } }), {
      line: (next) => {
        setLine(next);
        setLostAt((before) => (next === 'lost' ? (before ?? serverNow()) : next === 'live' ? undefined : before));
        if (next === 'ended') void ended.current().then((stays) => stays && comeBack());
      },
      changes: (changes) => {
        pending.push(...changes);
        flush ??= setTimeout(readOld, together);
        for (const hear of hearers.current) hear(changes);
      },
      reset: () => {
        // What was read a moment ago, before the first `ready`, is read once more: something may have happened in between.
        readAgain(queries, first.current ? { predicate: ({ state }) => state.dataUpdatedAt > 0 } : {});
        first.current = false;
      },
    });
    return () => {
      clearTimeout(flush);
      clearTimeout(back);
      stream.current?.close();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each session has a line of its own, and so has one whose rights have changed
  }, [shopId, queries, csrf, turn]);
  const value = useMemo(
    (): Live => ({
      line,
      lostAt,
      retry: () => stream.current?.retry(),
      subscribe: (hear) => {
        hearers.current.add(hear);
        return () => hearers.current.delete(hear);
      },
    }),
    [line, lostAt],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

export function useLive(): Live {
  const found = useContext(LiveContext);
  if (!found) throw new Error('no line here: LiveProvider is missing');
  return found;
}

/** Calls `hear` with what happens, as it happens. */
export function useChanges(hear: Hear): void {
  const { subscribe } = useLive();
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => subscribe((changes) => latest.current(changes)), [subscribe]);
}
