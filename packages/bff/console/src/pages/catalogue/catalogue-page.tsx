import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { useMay, useShop, useTitle } from '../../app/session.tsx';
import { pathTo } from '../../app/routes.ts';
import { useText } from '../../i18n/reader.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ArticlesTab } from './articles-tab.tsx';
import { CategoriesTab } from './categories-tab.tsx';
import { ImportTab } from './import-tab.tsx';
import './catalogue.css';

/** What the merchant sells. */
export function CataloguePage(): ReactNode {
  const text = useText();
  const { shopId } = useShop();
  const may = useMay('manager');
  useTitle(text('nav.catalogue'));
  return (
    <div className="page fills">
      <header className="page-head">
        <h1>{text('nav.catalogue')}</h1>
      </header>
      <Tabs
        label={text('nav.catalogue')}
        tabs={[
          { href: pathTo(shopId, 'catalogue'), label: text('catalogue.articles'), also: pathTo(shopId, 'catalogue', 'articles') },
          { href: pathTo(shopId, 'catalogue', 'categories'), label: text('catalogue.categories') },
          ...(may ? [{ href: pathTo(shopId, 'catalogue', 'import'), label: text('catalogue.import') }] : []),
        ]}
      />
      <Switch>
        <Route path="/s/:shopId/catalogue/categories">
          <CategoriesTab />
        </Route>
        {may && <Route path="/s/:shopId/catalogue/import/:importId?">{({ importId }) => <ImportTab importId={importId} />}</Route>}
        <Route>
          <ArticlesTab />
        </Route>
      </Switch>
    </div>
  );
}
