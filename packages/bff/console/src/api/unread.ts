import type { CallSpec } from '@noren/bff-contract';
import { useSyncExternalStore } from 'react';

type Unread = Readonly<{ path: string; rows: readonly string[] }>;

/** By the address that was asked: what its last answer had that could not be read. */
let unread: ReadonlyMap<string, Unread> = new Map();
const listeners = new Set<() => void>();

/** Says what could not be read of an answer: the ids of its odd rows, none where all is well. */
export function tellUnread({ path }: CallSpec, address: string, rows: readonly string[]): void {
  if (rows.length === 0 && !unread.has(address)) return;
  const others = [...unread].filter(([asked]) => asked !== address);
  unread = new Map(rows.length === 0 ? others : [...others, [address, { path, rows }]]);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The rows that could not be read of what these calls answered last. */
export function useUnread(specs: readonly CallSpec[]): readonly string[] {
  const all = useSyncExternalStore(subscribe, () => unread);
  const paths = new Set(specs.map(({ path }) => path));
  return [...new Set([...all.values()].flatMap(({ path, rows }) => (paths.has(path) ? rows : [])))];
}
