import { refusal } from '@noren/inventory-contract/refusals';
import type { Identity } from '@noren/service-kit';

/**
 * Holders that look like ids of Noren's own (`ord_…`) belong to its contexts, which hear of what such holders were given:
 * a merchant who reserved, committed or released under an order's name would meddle with the order.
 */
export function requireOwnHolder({ roles }: Identity, holder: string): void {
  if (/^[a-z]{2,4}_/.test(holder) && !roles.includes('service')) throw refusal('holder_of_noren', 'holder');
}
