import { fromAbsolute, parseDate, toCalendarDate } from '@internationalized/date';
import { shops, type Today, type TodayHour } from '@noren/bff-contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { ask } from '../../api/ask.ts';
import { serverNow } from '../../api/clock.ts';
import { useChanges } from '../../app/live.tsx';
import { useShop, useTitle } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { BarChart } from '../../parts/bar-chart.tsx';
import { Button } from '../../parts/button.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { HoursTable } from './hours-table.tsx';
import './today.css';

/** A day of the shop: what was ordered, what was sold, what was missing. */
export function TodayPage(): ReactNode {
  const text = useText();
  const format = useFormat();
  const { shopId, timeZone } = useShop();
  useTitle(text('nav.today'));
  const now = toCalendarDate(fromAbsolute(serverNow(), timeZone)).toString();
  const [day, setDay] = useState<string>();
  const shown = day ?? now;
  const query = useQuery({
    queryKey: ['today', shopId, shown],
    queryFn: ({ signal }) => ask(shops.today, { params: { shopId }, query: { day: shown }, signal }),
    placeholderData: (before) => before,
  });
  useFresh(shopId);
  const step = (days: number): void => setDay(parseDate(shown).add({ days }).toString());
  return (
    <div className="page">
      <header className="page-head">
        <h1>{text(shown === now ? 'nav.today' : 'today.day')}</h1>
        <p className="soft">{format.longDay(shown)}</p>
        <span className="spring" />
        <Button icon="left" aria-label={text('today.before')} onPress={() => step(-1)} />
        <Button icon="right" aria-label={text('today.after')} isDisabled={shown >= now} onPress={() => step(1)} />
        {shown !== now && <Button onPress={() => setDay(undefined)}>{text('today.back')}</Button>}
      </header>
      {query.data ? <Day day={query.data} /> : query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : <Loading />}
    </div>
  );
}

/** Orders make the day old: it is read again, once in five seconds at most. */
function useFresh(shopId: string): void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useChanges((changes) => {
    if (!changes.some((one) => one.of === 'order') || waiting.current) return;
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      void queries.invalidateQueries({ queryKey: ['today', shopId] });
    }, 5_000);
  });
}

function Day({ day }: Readonly<{ day: Today }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const { totals, currency, hours } = day;
  const money = (amount: number): string => format.money({ amount, currency });
  const short = (amount: number): string => format.compactMoney({ amount, currency });
  const chart = (
    title: string,
    value: (hour: TodayHour) => number,
    valueText: (value: number) => string,
    axis: (value: number) => string,
    tone: 'indigo' | 'leaf' | 'vermilion',
  ) => (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
      </div>
      <div className="card-body">
        <BarChart
          label={text('today.chart', { title })}
          tone={tone}
          format={axis}
          bars={hours.map((hour) => ({
            key: hour.at,
            label: hour.label.slice(0, 2),
            value: value(hour),
            description: `${hour.label} · ${valueText(value(hour))}`,
          }))}
        />
      </div>
    </section>
  );
  return (
    <>
      <dl className="tiles">
        <Tile name={text('today.orders')} value={format.number(totals.orders)} />
        <Tile name={text('today.sales')} value={money(totals.sales)} />
        <Tile name={text('today.rejected')} value={format.number(totals.rejected)} />
        <Tile name={text('today.stockOuts')} value={format.number(totals.stockOuts)} bad={totals.stockOuts > 0} />
      </dl>
      <div className="charts">
        {chart(
          text('today.ordersByHour'),
          ({ orders }) => orders,
          (n) => text('today.orderCount', { n }),
          format.number,
          'indigo',
        )}
        {chart(text('today.salesByHour'), ({ sales }) => sales, money, short, 'leaf')}
        {chart(
          text('today.stockOutsByHour'),
          ({ stockOuts }) => stockOuts,
          (n) => text('today.orderCount', { n }),
          format.number,
          'vermilion',
        )}
      </div>
      <HoursTable day={day} />
    </>
  );
}

const Tile = ({ name, value, bad = false }: Readonly<{ name: string; value: string; bad?: boolean }>): ReactNode => (
  <div className={bad ? 'tile bad' : 'tile'}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
