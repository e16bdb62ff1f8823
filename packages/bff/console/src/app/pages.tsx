import { isAtLeast } from '@noren/bff-contract';
import { type ComponentType, lazy, type ReactNode } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { useText } from '../i18n/reader.tsx';
import { Empty } from '../parts/states.tsx';
import { type Area, areas, pathTo } from './routes.ts';
import { useShop } from './session.tsx';

/** Each page is loaded when somebody goes there. */
const pages: Readonly<Record<Area, ComponentType>> = {
  orders: lazy(async () => ({ default: (await import('../pages/orders/orders-page.tsx')).OrdersPage })),
  today: lazy(async () => ({ default: (await import('../pages/today/today-page.tsx')).TodayPage })),
  catalogue: lazy(async () => ({ default: (await import('../pages/catalogue/catalogue-page.tsx')).CataloguePage })),
  stock: lazy(async () => ({ default: (await import('../pages/stock/stock-page.tsx')).StockPage })),
  hours: lazy(async () => ({ default: (await import('../pages/shop/shop-page.tsx')).ShopPage })),
  integrations: lazy(async () => ({ default: (await import('../pages/integrations/integrations-page.tsx')).IntegrationsPage })),
  staff: lazy(async () => ({ default: (await import('../pages/staff/staff-page.tsx')).StaffPage })),
};

export function PageOf({ shopId }: Readonly<{ shopId: string }>): ReactNode {
  const { role } = useShop();
  return (
    <Switch>
      {areas.map(({ area, least }) => {
        const Page = pages[area];
        return (
          <Route key={area} path={`/s/:shopId/${area}/*?`}>
            {isAtLeast(role, least) ? <Page /> : <NotYours />}
          </Route>
        );
      })}
      <Route>
        <Redirect to={pathTo(shopId, 'orders')} replace />
      </Route>
    </Switch>
  );
}

function NotYours(): ReactNode {
  const text = useText();
  return (
    <Empty icon="key" title={text('nav.notYours')}>
      {text('nav.notYoursMore')}
    </Empty>
  );
}
