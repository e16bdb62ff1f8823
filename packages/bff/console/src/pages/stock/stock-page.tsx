import { stock } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { ask } from '../../api/ask.ts';
import { partOf, pathTo } from '../../app/routes.ts';
import { useShop, useTitle } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { ArticleSheet } from './article-sheet.tsx';
import { CountTab } from './count-tab.tsx';
import { LevelsTab } from './levels-tab.tsx';
import '../catalogue/catalogue.css';
import './stock.css';

/** What the shop holds. */
export function StockPage(): ReactNode {
  const text = useText();
  const format = useFormat();
  const { shopId } = useShop();
  const [path, go] = useLocation();
  useTitle(text('nav.stock'));
  const { data: counts } = useQuery({ queryKey: ['stock', shopId, 'counts'], queryFn: ({ signal }) => ask(stock.counts, { params: { shopId }, signal }) });
  const low = pathTo(shopId, 'stock', 'low');
  const base = path.startsWith(low) ? low : pathTo(shopId, 'stock');
  return (
    <div className="page fills">
      <header className="page-head">
        <h1>{text('nav.stock')}</h1>
        {counts && (
          <p className="soft">
            {text('stock.articles', { n: counts.articles })}
            {counts.short > 0 && <span className="pill bad">{text('stock.shortCount', { n: counts.short })}</span>}
          </p>
        )}
      </header>
      <Tabs
        label={text('nav.stock')}
        tabs={[
          { href: pathTo(shopId, 'stock'), label: text('stock.levels'), also: pathTo(shopId, 'stock', 'articles') },
          { href: low, label: text('stock.low'), badge: counts && counts.low > 0 && <span className="pill warning">{format.number(counts.low)}</span> },
          { href: pathTo(shopId, 'stock', 'count'), label: text('stock.count') },
        ]}
      />
      <Switch>
        <Route path="/s/:shopId/stock/count">
          <CountTab />
        </Route>
        <Route path="/s/:shopId/stock/low/*?">
          <LevelsTab key="low" low base={low} />
        </Route>
        <Route>
          <LevelsTab key="all" base={base} />
        </Route>
      </Switch>
      <Route path="/s/:shopId/stock/articles/:sku">{({ sku }) => <ArticleSheet key={sku} sku={partOf(sku)} onClose={() => go(base)} />}</Route>
      <Route path="/s/:shopId/stock/low/articles/:sku">{({ sku }) => <ArticleSheet key={sku} sku={partOf(sku)} onClose={() => go(base)} />}</Route>
    </div>
  );
}
