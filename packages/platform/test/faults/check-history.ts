import type { Breach } from './breach.ts';
import { checkClients } from './check-clients.ts';
import { checkLog } from './check-log.ts';
import { checkOrders } from './check-orders.ts';
import { checkStock } from './check-stock.ts';
import type { History } from './history.ts';

/**
 * Every promise that a platform at rest must have kept, whatever died meanwhile: nothing accepted is lost or doubled, each key's order holds, stock is the
 * sum of its ledger and of what clients were told, no order is left half-way. An empty list: all kept.
 */
export const checkHistory = (history: History): readonly Breach[] => [
  ...checkLog(history),
  ...checkOrders(history),
  ...checkStock(history),
  ...checkClients(history),
];

/** For people: each promise once, with how often it was broken and the first few ways. */
export function breachReport(breaches: readonly Breach[]): string {
  const by = Map.groupBy(breaches, ({ promise }) => promise);
  return [...by]
    .map(
      ([promise, all]) =>
        `${promise} (${all.length}×)\n${all
          .slice(0, 3)
          .map(({ seen }) => `    ${seen}`)
          .join('\n')}`,
    )
    .join('\n');
}
