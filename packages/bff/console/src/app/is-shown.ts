import { type Change, Item } from '@noren/bff-contract';
import type { QueryClient } from '@tanstack/react-query';

/** Whether a change is on the screen already wherever its item is shown: most often because somebody made it here. */
export function isShown(queries: QueryClient, change: Change): boolean {
  if (change.of !== 'item') return false;
  const versions = queries.getQueriesData({ queryKey: ['items'] }).flatMap(([, data]) => versionsIn(data, change.sku));
  return versions.length > 0 && versions.every((version) => version >= change.version);
}

const isPages = (data: unknown): data is Readonly<{ pages: readonly Readonly<{ items: readonly Item[] }>[] }> =>
  typeof data === 'object' && data !== null && 'pages' in data;

function versionsIn(data: unknown, sku: string): readonly number[] {
  const items = isPages(data) ? data.pages.flatMap((page) => page.items) : [Item.safeParse(data).data];
  return items.flatMap((item) => (item?.sku === sku ? [item.version] : []));
}
