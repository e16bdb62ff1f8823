import type { Role } from '@noren/bff-contract';
import type { BaseLocationHook } from 'wouter';
import { useBrowserLocation } from 'wouter/use-browser-location';
import type { TextKey } from '../i18n/texts.ts';
import type { IconName } from '../parts/icon.tsx';

export type Area = 'orders' | 'today' | 'catalogue' | 'stock' | 'hours' | 'integrations' | 'staff';

/** What the navigation offers, in its order, and the role that it takes. */
export const areas: readonly Readonly<{ area: Area; label: TextKey; icon: IconName; least: Role }>[] = [
  { area: 'orders', label: 'nav.orders', icon: 'orders', least: 'clerk' },
  { area: 'catalogue', label: 'nav.catalogue', icon: 'tag', least: 'clerk' },
  { area: 'stock', label: 'nav.stock', icon: 'boxes', least: 'clerk' },
  { area: 'hours', label: 'nav.shop', icon: 'shop', least: 'clerk' },
  { area: 'today', label: 'nav.today', icon: 'chart', least: 'manager' },
  { area: 'integrations', label: 'nav.integrations', icon: 'plug', least: 'owner' },
  { area: 'staff', label: 'nav.staff', icon: 'people', least: 'owner' },
];

/** What stands in a part of an address, such as a SKU with `/` or `%` in it: the other way round of `pathTo`. What is no encoding stands for itself. */
export function partOf(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/**
 * Where the browser is, encoded as it stands there. The router decodes whatever it is given, though not `%2F` and its like, so that nobody could tell `A/B`
 * from `A%2FB` afterwards; what is escaped once more comes out of that as it was.
 */
export function useEncodedLocation(): ReturnType<BaseLocationHook> {
  const [path, go] = useBrowserLocation();
  return [path.replaceAll('%', '%25'), go];
}

/** The address of a page of a shop. */
export const pathTo = (shopId: string, area: Area, ...more: readonly string[]): string =>
  ['', 's', shopId, area, ...more].map((part) => encodeURIComponent(part)).join('/');
