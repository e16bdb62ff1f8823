import type { ReactNode } from 'react';
import { useMay, useShop, useTitle } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { useShopQuery } from '../orders/shop-state.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { TakingOrders } from './taking-orders.tsx';
import './shop.css';
import '../stock/stock.css';
import '../catalogue/catalogue.css';

/** Whether the shop takes orders, and when. */
export function ShopPage(): ReactNode {
  const text = useText();
  const { shopId, name } = useShop();
  const may = useMay('manager');
  const query = useShopQuery(shopId);
  useTitle(text('nav.shop'));
  return (
    <div className="page">
      <header className="page-head">
        <h1>{name}</h1>
      </header>
      {query.data ? (
        <>
          <TakingOrders shop={query.data} may={may} />
          <HoursEditor key={shopId} shop={query.data} may={may} />
        </>
      ) : query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}
