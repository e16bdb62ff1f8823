import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query';

/** A list of more pages than this is read again only when its reader says so: all of its pages would be asked for, one after the other, each time something changes. */
const FEW_PAGES = 5;

function isLong({ state: { data } }: Pick<Query, 'state'>): boolean {
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : undefined;
  return Array.isArray(pages) && pages.length > FEW_PAGES;
}

/** What these queries told may be old. Those in sight are read again at once; long lists are only marked, and offer it to their reader. */
export function readAgain(queries: QueryClient, filters: QueryFilters): void {
  const fits = filters.predicate ?? (() => true);
  void queries.invalidateQueries({ ...filters, predicate: (query) => fits(query) && !isLong(query) });
  void queries.invalidateQueries({ ...filters, predicate: (query) => fits(query) && isLong(query), refetchType: 'none' });
}

/** For queries of lists: they are old when they were marked so, and not by time. */
export const untilInvalidated = { staleTime: Infinity, refetchOnMount: (query: Pick<Query, 'state'>) => !isLong(query) } as const;
