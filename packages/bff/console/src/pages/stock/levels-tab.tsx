import { stock, type StockPage, type StockRow } from '@noren/bff-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { ask } from '../../api/ask.ts';
import { untilInvalidated } from '../../api/read-again.ts';
import { useShop } from '../../app/session.tsx';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader } from '../../i18n/reader.tsx';
import { LongTable, type TableColumn } from '../../parts/long-table.tsx';
import { Search } from '../../parts/search.tsx';
import { ShowAnew } from '../../parts/show-anew.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { UnreadRows } from '../../parts/unread-rows.tsx';
import { useSettled } from '../../parts/use-now.ts';

const READ = [stock.levels, stock.low];

/** The stock of a shop, all of it or what runs out. */
export function LevelsTab({ low = false, base }: Readonly<{ low?: boolean; base: string }>): ReactNode {
  const { text } = useReader();
  const { shopId } = useShop();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), 200);
  const list = ['stock', shopId, low ? 'low' : 'levels', q] as const;
  const query = useInfiniteQuery({
    queryKey: list,
    queryFn: ({ pageParam, signal }): Promise<StockPage> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam };
      return low
        ? ask(stock.low, { params: { shopId }, query: cursor, signal })
        : ask(stock.levels, { params: { shopId }, query: { ...(q === '' ? {} : { q }), ...cursor }, signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
    ...untilInvalidated,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.levels) ?? [], [query.data]);
  return (
    <>
      <div className="filters">
        {low ? <p className="soft">{text('stock.lowHint')}</p> : <Search wide label={text('catalogue.search')} value={typed} onChange={setTyped} />}
        <ShowAnew isOld={query.isStale && !query.isFetching} list={list} />
      </div>
      <UnreadRows of={READ} />
      {query.error && rows.length === 0 ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading rows={9} />
      ) : rows.length === 0 ? (
        <Empty icon="boxes" title={text(low ? 'stock.noneLow' : q === '' ? 'stock.none' : 'catalogue.noneFound')}>
          {!low && text('catalogue.noneMore')}
        </Empty>
      ) : (
        <Levels rows={rows} base={base} more={query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined} />
      )}
    </>
  );
}

function Levels({ rows, base, more }: Readonly<{ rows: readonly StockRow[]; base: string; more: (() => void) | undefined }>): ReactNode {
  const { text, language } = useReader();
  const format = useFormat();
  const columns = useMemo((): readonly TableColumn<StockRow>[] => {
    const number = (name: 'onHand' | 'reserved' | 'safety', head: string): TableColumn<StockRow> => ({
      id: name,
      head,
      width: 'minmax(84px, 110px)',
      number: true,
      cell: (row) => <span className={row[name] === 0 ? 'soft' : ''}>{format.quantity(row[name], row.soldBy)}</span>,
    });
    return [
      {
        id: 'name',
        head: text('catalogue.name'),
        width: 'minmax(170px, 3fr)',
        cell: ({ sku, names, gtin }) => (
          <div className="item-name">
            <Link href={`${base}/articles/${encodeURIComponent(sku)}`} className="clip">
              {nameIn(names, language, sku)}
            </Link>
            <span className="hint code clip">
              {sku}
              {gtin !== undefined && ` · ${gtin}`}
            </span>
          </div>
        ),
      },
      number('onHand', text('stock.onHand')),
      number('reserved', text('stock.reserved')),
      number('safety', text('stock.safety')),
      {
        id: 'available',
        head: text('stock.available'),
        width: 'minmax(110px, 150px)',
        number: true,
        cell: (row) => <Available row={row} />,
      },
    ];
  }, [text, language, format, base]);
  return <LongTable label={text('stock.levels')} columns={columns} rows={rows} keyOf={({ sku }) => sku} more={more} />;
}

/** What can be sold, and why it is little. */
function Available({ row }: Readonly<{ row: StockRow }>): ReactNode {
  const { text } = useReader();
  const format = useFormat();
  if (row.short > 0) return <span className="pill bad">{text('stock.short', { quantity: format.quantity(row.short, row.soldBy) })}</span>;
  if (row.available <= 0) return <span className="pill bad">{text('stock.out')}</span>;
  const amount = format.quantity(row.available, row.soldBy);
  return row.available <= row.safety ? <span className="pill warning">{amount}</span> : <strong>{amount}</strong>;
}
