import { isAtLeast, type MyShop, type Role, session as calls, type Session } from '@noren/bff-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect } from 'react';
import { ask, proveWith } from '../api/ask.ts';
import { hasCode } from '../api/problem.ts';

const SessionContext = createContext<Session | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;
const ShopContext = createContext<MyShop | undefined>(undefined);
export const ShopProvider = ShopContext.Provider;

const key = ['session'];

/** Who is here. `ended`: their session is over, and they have not left: what they typed is still on the screen. */
type Known = Readonly<{ session: Session; ended: boolean }>;

/** Who is logged in; `null`: nobody. */
export function useSessionQuery() {
  const queries = useQueryClient();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }): Promise<Known | null> => {
      try {
        return known(await ask(calls.me, { signal }));
      } catch (error) {
        if (!hasCode(error, 'unauthenticated')) throw error;
        const before = queries.getQueryData<Known | null>(key);
        return before ? { ...before, ended: true } : null;
      }
    },
    staleTime: 60_000,
  });
}

const known = (session: Session): Known => {
  proveWith(session.csrf);
  return { session, ended: false };
};

/** Takes over a session that a call answered with; `null` leaves, and takes along all that was read. */
export function useEnter(): (session: Session | null) => void {
  const queries = useQueryClient();
  return (session) => {
    if (!session) queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== key[0] });
    queries.setQueryData<Known | null>(key, session && known(session));
  };
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is logged in here');
  return session;
}

/** The shop that is looked at, and the person's role in it. */
export function useShop(): MyShop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('no shop is looked at here');
  return shop;
}

/** Whether the person may, in the shop that is looked at, do what takes this role. */
export const useMay = (least: Role): boolean => isAtLeast(useShop().role, least);

/** Names the page in the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Noren`;
  }, [title]);
}
