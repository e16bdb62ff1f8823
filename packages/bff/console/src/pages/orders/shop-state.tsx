import { type Shop, shops } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask } from '../../api/ask.ts';
import { pathTo } from '../../app/routes.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';

export const shopKey = (shopId: string) => ['shop', shopId] as const;
export const useShopQuery = (shopId: string) =>
  useQuery({ queryKey: shopKey(shopId), queryFn: ({ signal }) => ask(shops.get, { params: { shopId }, signal }), refetchInterval: 60_000 });

/** Whether orders come in, in a word; a merchant who is suspended cannot resume by itself. */
export function shopStateKey({ status, orderable: { orderable, reason } }: Shop) {
  if (orderable) return 'shop.taking';
  if (reason === 'merchant_suspended') return 'shop.suspended';
  return status === 'paused' ? 'shop.paused' : status === 'closed' ? 'shop.closedForGood' : 'shop.closedNow';
}

/** Whether orders can come in at all, where one waits for them. */
export function ShopState(): ReactNode {
  const text = useText();
  const format = useFormat();
  const { shopId } = useShop();
  const { data: shop } = useShopQuery(shopId);
  if (!shop) return null;
  const { orderable, opensAt } = shop.orderable;
  const key = shopStateKey(shop);
  if (orderable) return <span className="pill good">{text(key)}</span>;
  return (
    <Link href={pathTo(shopId, 'hours')} className="pill warning">
      {text(key)}
      {opensAt !== undefined && <span>{text('shop.notBefore', { time: format.full(opensAt) })}</span>}
    </Link>
  );
}
