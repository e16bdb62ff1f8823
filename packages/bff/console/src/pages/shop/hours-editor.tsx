import { Shop, shops } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { Icon } from '../../parts/icon.tsx';
import { merged } from '../../parts/merge.ts';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { shopKey } from '../orders/shop-state.tsx';
import { DayRow } from './day-row.tsx';
import { type Hours, hoursText, overlapping, periodsOf, type Week, weekdays, weekOf } from './week.ts';

const same = (a: Week, b: Week): boolean => JSON.stringify(periodsOf(a)) === JSON.stringify(periodsOf(b));

/** The hours of a week, by the shop's own clock. What was typed stays while others change the shop. */
export function HoursEditor({ shop, may }: Readonly<{ shop: Shop; may: boolean }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const [draft, setDraft] = useState<Week>();
  const [base, setBase] = useState(shop);
  const [theirs, setTheirs] = useState<Shop>();
  const before = weekOf(base.weeklyHours);
  const week = draft ?? weekOf(shop.weeklyHours);
  const clashing = overlapping(week);
  const typed = draft !== undefined && !same(draft, before);
  const change = (next: Week): void => {
    if (draft === undefined) setBase(shop);
    setDraft(next);
  };
  const settle = (next: Week | undefined, now: Shop): void => {
    setDraft(next);
    setBase(now);
    setTheirs(undefined);
  };
  const save = useSaveHours(base, (now) => settle(undefined, now), setTheirs);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{text('hours.title')}</h2>
        <span className="zone">
          <Icon name="clock" size={16} /> {text('shop.zone', { zone: format.zone(), name: shop.timeZone })}
        </span>
      </div>
      <div className="card-body">
        {theirs && <HoursConflict base={before} mine={week} theirs={theirs} settle={settle} />}
        <FormBanner error={save.wrong}>{save.wrong}</FormBanner>
        <div className="week">
          {weekdays.map((weekday) => (
            <DayRow
              key={weekday}
              weekday={weekday}
              hours={week[weekday] ?? []}
              clashes={clashing.has(weekday)}
              may={may}
              onChange={(hours) => change({ ...week, [weekday]: hours })}
              onCopy={(hours: readonly Hours[]) => change(Object.fromEntries(weekdays.map((one) => [one, hours])))}
            />
          ))}
        </div>
        {may && (
          <div className="form-actions hours-actions">
            {typed && <Button onPress={() => settle(undefined, shop)}>{text('common.discard')}</Button>}
            <Button look="primary" isPending={save.isPending} isDisabled={!typed || clashing.size > 0 || theirs !== undefined} onPress={() => save.send(week)}>
              {text('hours.save')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function HoursConflict({
  base,
  mine,
  theirs,
  settle,
}: Readonly<{ base: Week; mine: Week; theirs: Shop; settle: (week: Week | undefined, now: Shop) => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const other = weekOf(theirs.weeklyHours);
  const { clashes, result } = merged(base, mine, other);
  return (
    <Conflict
      differences={clashes.map(({ field }) => ({
        name: format.weekday(Number(field)),
        mine: hoursText(mine[field] ?? [], text('hours.closed')),
        theirs: hoursText(other[field] ?? [], text('hours.closed')),
      }))}
      onMine={() => settle(result, theirs)}
      onTheirs={() => settle(undefined, theirs)}
    />
  );
}

function useSaveHours(base: Shop, onDone: (shop: Shop) => void, onConflict: (now: Shop) => void) {
  const text = useText();
  const reason = useReason();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<string>();
  const show = (shop: Shop): void => void queries.setQueryData(shopKey(shop.shopId), shop);
  const save = useIdempotentMutation(shops.setHours, {
    done: (shop) => {
      show(shop);
      onDone(shop);
      tell({ kind: 'good', title: text('hours.saved') });
    },
    refused: (error) => {
      const now = error instanceof Refused ? Shop.safeParse(error.problem.now) : undefined;
      if (!now?.success) return setWrong(reason(error));
      show(now.data);
      return onConflict(now.data);
    },
  });
  const send = (week: Week): void => {
    setWrong(undefined);
    save.mutate(mutation({ params: { shopId: base.shopId }, body: { periods: periodsOf(week), version: base.version } }));
  };
  return { send, isPending: save.isPending, wrong };
}
