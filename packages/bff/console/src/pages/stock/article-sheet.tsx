import { type LedgerRow, stock, type StockRow } from '@noren/bff-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { useMay, useShop } from '../../app/session.tsx';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { AdjustForm } from './adjust-form.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { LevelChart } from './level-chart.tsx';
import { SafetyForm } from './safety-form.tsx';

/** An article's stock: how much, how it came to be, and what came or went just now. */
export function ArticleSheet({ sku, onClose }: Readonly<{ sku: string; onClose: () => void }>): ReactNode {
  const { text, language } = useReader();
  const { shopId } = useShop();
  const ledger = useInfiniteQuery({
    queryKey: ['stock', shopId, 'ledger', sku],
    queryFn: ({ pageParam, signal }) => ask(stock.ledger, { params: { shopId, sku }, query: pageParam === '' ? {} : { cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const level = ledger.data?.pages[0]?.level;
  const entries = ledger.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Sheet place="side" title={level ? nameIn(level.names, language, sku) : text('common.loading')} onClose={onClose}>
      {level ? (
        <About level={level} entries={entries} more={ledger.hasNextPage ? () => void ledger.fetchNextPage() : undefined} />
      ) : ledger.error ? (
        <Failure error={ledger.error} retry={() => void ledger.refetch()} />
      ) : (
        <Loading />
      )}
    </Sheet>
  );
}

function About({ level, entries, more }: Readonly<{ level: StockRow; entries: readonly LedgerRow[]; more: (() => void) | undefined }>): ReactNode {
  const text = useText();
  const mayKeepBack = useMay('manager');
  const [doing, setDoing] = useState<'adjust' | 'safety'>();
  const close = (): void => setDoing(undefined);
  return (
    <>
      <p className="soft code">
        {level.sku}
        {level.gtin !== undefined && ` · ${level.gtin}`}
      </p>
      <LevelFacts level={level} />
      {doing === 'adjust' && <AdjustForm level={level} onClose={close} />}
      {doing === 'safety' && <SafetyForm level={level} onClose={close} />}
      {doing === undefined && (
        <div className="form-actions">
          <Button look="primary" onPress={() => setDoing('adjust')}>
            {text('stock.adjust')}
          </Button>
          {mayKeepBack && <Button onPress={() => setDoing('safety')}>{text('stock.setSafety')}</Button>}
        </div>
      )}
      <LevelChart level={level} />
      <section>
        <h3>{text('stock.ledger')}</h3>
        <LedgerTable entries={entries} soldBy={level.soldBy} />
        {more && (
          <Button size="small" onPress={more}>
            {text('common.more')}
          </Button>
        )}
      </section>
    </>
  );
}

function LevelFacts({ level }: Readonly<{ level: StockRow }>): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <dl className="tiles">
      {(['onHand', 'reserved', 'safety', 'available'] as const).map((name) => (
        <div key={name} className={`tile ${name === 'available' && level.available <= 0 ? 'bad' : ''}`}>
          <dt>{text(`stock.${name}`)}</dt>
          <dd>{format.quantity(level[name], level.soldBy)}</dd>
        </div>
      ))}
    </dl>
  );
}
