import { stock, type StockRow } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { serverNow } from '../../api/clock.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { StepChart } from '../../parts/step-chart.tsx';

const spans = { day: 1, week: 7, month: 30, quarter: 90 } as const;
type Span = keyof typeof spans;
const allSpans = ['day', 'week', 'month', 'quarter'] as const satisfies readonly Span[];

/** What was on hand over time. */
export function LevelChart({ level }: Readonly<{ level: StockRow }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const { shopId } = useShop();
  const [span, setSpan] = useState<Span>('week');
  const query = useQuery({
    queryKey: ['stock', shopId, 'history', level.sku, span],
    queryFn: async ({ signal }) => {
      const until = serverNow();
      const from = until - spans[span] * 86_400_000;
      const params = { shopId, sku: level.sku };
      const { points } = await ask(stock.history, { params, query: { from: new Date(from).toISOString(), until: new Date(until).toISOString() }, signal });
      return { from, until, points: points.map(({ at, onHand }) => ({ at: Date.parse(at), value: onHand })) };
    },
  });
  return (
    <section>
      <div className="chart-head">
        <h3>{text('stock.overTime')}</h3>
        <Choice
          bare
          label={text('stock.span')}
          options={allSpans.map((value) => ({ value, label: text(`stock.span.${value}`) }))}
          value={span}
          onChange={setSpan}
        />
      </div>
      {query.data ? (
        <StepChart
          {...query.data}
          label={text('stock.overTime')}
          format={(value) => format.quantity(value, level.soldBy)}
          time={(at) => (span === 'day' ? format.time(new Date(at)) : format.day(new Date(at)))}
        />
      ) : query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </section>
  );
}
