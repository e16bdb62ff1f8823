import { catalogue, type Item } from '@noren/bff-contract';
import { type ReactNode, useMemo, useState } from 'react';
import { Link, Route, useLocation } from 'wouter';
import { partOf, pathTo } from '../../app/routes.ts';
import { useMay, useShop } from '../../app/session.tsx';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { LongTable, type TableColumn } from '../../parts/long-table.tsx';
import { Search } from '../../parts/search.tsx';
import { ShowAnew } from '../../parts/show-anew.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { UnreadRows } from '../../parts/unread-rows.tsx';
import { useSettled } from '../../parts/use-now.ts';
import { ItemSheet } from './item-sheet.tsx';
import { NewItemSheet } from './new-item-sheet.tsx';
import { PriceCell } from './price-cell.tsx';
import { StatusCell } from './quick-edit.tsx';
import { categoryOptions } from './category-options.ts';
import { anyCategory, itemsKey, noCategory, type Sought, useCategories, useItems } from './use-items.ts';

const READ = [catalogue.search];

/** Finds an article among tens of thousands, and mends it. */
export function ArticlesTab(): ReactNode {
  const text = useText();
  const { shopId } = useShop();
  const [, go] = useLocation();
  const may = useMay('manager');
  const [sought, setSought] = useState<Sought>({ q: '', status: 'any', category: anyCategory });
  const [isNew, setIsNew] = useState(false);
  const q = useSettled(sought.q.trim(), 200);
  const items = useItems({ ...sought, q });
  const rows = useMemo(() => items.data?.pages.flatMap((page) => page.items) ?? [], [items.data]);
  const total = items.data?.pages[0]?.total;
  const back = (): void => go(pathTo(shopId, 'catalogue'));
  return (
    <>
      <div className="filters">
        <Search wide label={text('catalogue.search')} value={sought.q} onChange={(next) => setSought({ ...sought, q: next })} />
        <CategoryFilter value={sought.category} onChange={(category) => setSought({ ...sought, category })} />
        <Choice
          bare
          label={text('catalogue.status')}
          options={(['any', 'published', 'draft'] as const).map((value) => ({ value, label: text(`catalogue.status.${value}`) }))}
          value={sought.status}
          onChange={(status) => setSought({ ...sought, status })}
        />
        <span className="soft" role="status">
          {total && text(total.atLeast ? 'catalogue.foundAtLeast' : 'catalogue.found', { n: total.count })}
        </span>
        <ShowAnew isOld={items.isStale && !items.isFetching} list={itemsKey(shopId, { ...sought, q })} />
        <span className="spring" />
        {may && (
          <Button icon="plus" look="primary" onPress={() => setIsNew(true)}>
            {text('catalogue.new')}
          </Button>
        )}
      </div>
      <UnreadRows of={READ} />
      {items.error && rows.length === 0 ? (
        <Failure error={items.error} retry={() => void items.refetch()} />
      ) : items.isPending ? (
        <Loading rows={9} />
      ) : rows.length === 0 ? (
        <Empty icon="tag" title={text(q === '' && sought.status === 'any' && sought.category === anyCategory ? 'catalogue.none' : 'catalogue.noneFound')}>
          {text('catalogue.noneMore')}
        </Empty>
      ) : (
        <Articles rows={rows} total={total?.count} more={items.hasNextPage && !items.isFetchingNextPage ? () => void items.fetchNextPage() : undefined} />
      )}
      <Route path="/s/:shopId/catalogue/articles/:sku">{({ sku }) => <ItemSheet key={sku} sku={partOf(sku)} onClose={back} />}</Route>
      {isNew && <NewItemSheet onClose={() => setIsNew(false)} />}
    </>
  );
}

function CategoryFilter({ value, onChange }: Readonly<{ value: string; onChange: (value: string) => void }>): ReactNode {
  const { text, language } = useReader();
  const { data = [] } = useCategories();
  return (
    <Choice
      bare
      label={text('catalogue.category')}
      options={[
        { value: anyCategory, label: text('catalogue.anyCategory') },
        { value: noCategory, label: text('catalogue.noCategory') },
        ...categoryOptions(data, language),
      ]}
      value={value}
      onChange={onChange}
    />
  );
}

function Articles({ rows, total, more }: Readonly<{ rows: readonly Item[]; total: number | undefined; more: (() => void) | undefined }>): ReactNode {
  const { text, language } = useReader();
  const format = useFormat();
  const { shopId, currency } = useShop();
  const { data: categories = [] } = useCategories();
  const columns = useMemo((): readonly TableColumn<Item>[] => {
    const nameOf = new Map(categories.map(({ categoryId, names }) => [categoryId, nameIn(names, language)]));
    return [
      {
        id: 'name',
        head: text('catalogue.name'),
        width: 'minmax(180px, 3fr)',
        cell: ({ sku, names, gtin, price }) => (
          <div className="item-name">
            <Link href={pathTo(shopId, 'catalogue', 'articles', sku)} className="clip">
              {nameIn(names, language, sku)}
            </Link>
            <span className="hint code clip">
              {sku}
              {gtin !== undefined && ` · ${gtin}`}
            </span>
            {price.currency !== currency && <span className="pill warning">{text('catalogue.otherCurrency', { currency })}</span>}
          </div>
        ),
      },
      {
        id: 'category',
        head: text('catalogue.category'),
        width: 'minmax(90px, 1.2fr)',
        cell: ({ categoryId }) => <span className="clip soft">{(categoryId && nameOf.get(categoryId)) || '–'}</span>,
      },
      { id: 'price', head: text('catalogue.price'), width: '140px', number: true, cell: (item) => <PriceCell item={item} /> },
      {
        id: 'stock',
        head: text('catalogue.available'),
        width: '100px',
        number: true,
        cell: ({ stock, soldBy }) =>
          stock ? <span className={stock.available <= 0 ? 'bad' : ''}>{format.quantity(stock.available, soldBy)}</span> : <span className="soft">–</span>,
      },
      { id: 'status', head: text('catalogue.status'), width: '150px', cell: (item) => <StatusCell item={item} /> },
    ];
  }, [text, language, format, shopId, currency, categories]);
  return <LongTable label={text('catalogue.articles')} columns={columns} rows={rows} keyOf={({ sku }) => sku} total={total} more={more} />;
}
