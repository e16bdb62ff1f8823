import { type ReactNode, useState } from 'react';
import { useMay, useSession, useShop } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { useShopQuery } from '../orders/shop-state.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { NewShopSheet } from './new-shop-sheet.tsx';
import { ShopDetails } from './shop-details.tsx';
import { TakingOrders } from './taking-orders.tsx';
import './shop.css';
import '../stock/stock.css';
import '../catalogue/catalogue.css';

/** Whether the shop takes orders, and when; what it is called, and further ones. */
export function ShopPage(): ReactNode {
  const text = useText();
  const { shopId, name } = useShop();
  const { shops } = useSession();
  const [opening, setOpening] = useState(false);
  const may = useMay('manager');
  const owns = useMay('owner');
  const query = useShopQuery(shopId);
  const add = (
    <Button icon="plus" onPress={() => setOpening(true)}>
      {text('shop.new')}
    </Button>
  );
  return (
    <Page title={name} action={shops.every(({ role }) => role === 'owner') ? add : undefined}>
      <Read query={query}>
        {(shop) => (
          <>
            <TakingOrders shop={shop} may={may} />
            <HoursEditor key={shopId} shop={shop} may={may} />
            {owns && shop.status !== 'closed' && <ShopDetails key={`${shopId} details`} shop={shop} />}
          </>
        )}
      </Read>
      {opening && <NewShopSheet onClose={() => setOpening(false)} />}
    </Page>
  );
}
