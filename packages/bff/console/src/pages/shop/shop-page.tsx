import type { ReactNode } from 'react';
import { useMay, useShop } from '../../app/session.tsx';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { useShopQuery } from '../orders/shop-state.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { TakingOrders } from './taking-orders.tsx';
import './shop.css';
import '../stock/stock.css';
import '../catalogue/catalogue.css';

/** Whether the shop takes orders, and when. */
export function ShopPage(): ReactNode {
  const { shopId, name } = useShop();
  const may = useMay('manager');
  const query = useShopQuery(shopId);
  return (
    <Page title={name}>
      <Read query={query}>
        {(shop) => (
          <>
            <TakingOrders shop={shop} may={may} />
            <HoursEditor key={shopId} shop={shop} may={may} />
          </>
        )}
      </Read>
    </Page>
  );
}
