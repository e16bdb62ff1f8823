import { adjustReasons, type LinesAnswer, stock, stockReasons, type StockRow } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Radios } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { Understood } from '../../parts/understood.tsx';
import { isUnlikely, quantityIn, typedQuantity } from './quantity.ts';
import { type QuantityFault, useQuantityFault } from './quantity-fault.ts';
import { UnlikelySheet } from './unlikely-sheet.tsx';

type Reason = (typeof adjustReasons)[number];
/** How a reason moves the stock; what was counted replaces it. */
const signs = { comes: 1, goes: -1, either: 'set' } as const;
const wayOf = (reason: Reason): 1 | -1 | 'set' => signs[stockReasons[reason]];

/** Tells what came, went or was counted. */
export function AdjustForm({ level, onClose }: Readonly<{ level: StockRow; onClose: () => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const [why, setWhy] = useState<Reason>('received');
  const [typed, setTyped] = useState('');
  const [asks, setAsks] = useState(false);
  const { submit, isPending, wrong } = useAdjust(level, onClose);
  const read = quantityIn(typed, level.soldBy);
  const amount = read.kind === 'clear' ? read.units : undefined;
  const way = wayOf(why);
  const after = amount === undefined ? undefined : way === 'set' ? amount : level.onHand + way * amount;
  const show = (units: number): string => format.quantity(units, level.soldBy);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (amount === undefined || after === undefined) return;
    if (isUnlikely(level.onHand, after, level.soldBy, way === 'set' ? 'counted' : 'comes')) setAsks(true);
    else submit(why, amount);
  };
  return (
    <form className="card card-body" onSubmit={send}>
      <FormBanner error={wrong}>{wrong?.text}</FormBanner>
      <Radios
        label={text('stock.why')}
        options={adjustReasons.map((value) => ({ value, label: text(`stock.reason.${value}`) }))}
        value={why}
        onChange={setWhy}
      />
      <Field
        label={text(wayOf(why) === 'set' ? 'stock.counted' : wayOf(why) === 1 ? 'stock.howManyMore' : 'stock.howManyLess')}
        value={typed}
        onChange={setTyped}
        autoFocus
        inputMode="decimal"
        {...(level.soldBy === 'weight' ? { suffix: 'kg' } : {})}
        error={typed !== '' && read.kind === 'wrong' ? text('stock.quantityWrong') : wrong?.atQuantity ? wrong.text : undefined}
        hint={after === undefined ? undefined : text('stock.after', { before: show(level.onHand), after: show(after) })}
      />
      <Understood typed={read} text={typed} show={show} onChoose={(units) => setTyped(typedQuantity(units, level.soldBy))} />
      {asks && amount !== undefined && after !== undefined && (
        <UnlikelySheet
          expected={show(level.onHand)}
          now={show(level.onHand)}
          next={show(after)}
          onClose={() => setAsks(false)}
          onPut={() => {
            setAsks(false);
            submit(why, amount);
          }}
        />
      )}
      <div className="form-actions">
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        <Button type="submit" look="primary" isPending={isPending} isDisabled={amount === undefined || (wayOf(why) !== 'set' && amount === 0)}>
          {text('common.save')}
        </Button>
      </div>
    </form>
  );
}

function useAdjust(level: StockRow, onClose: () => void) {
  const text = useText();
  const fault = useQuantityFault();
  const queries = useQueryClient();
  const { shopId } = useShop();
  const [refused, setRefused] = useState<QuantityFault>();
  const handlers = {
    done: ({ lines: [line] }: LinesAnswer) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      if (line && line.status !== 'done') return setRefused(fault.ofLine(line));
      tell({ kind: 'good', title: text('stock.saved') });
      return onClose();
    },
    refused: (error: Error) => setRefused(fault.ofCall(error)),
  };
  const adjust = useIdempotentMutation(stock.adjust, handlers);
  const count = useIdempotentMutation(stock.count, handlers);
  const submit = (why: Reason, amount: number): void => {
    setRefused(undefined);
    const { sku, onHand, soldBy } = level;
    const sign = wayOf(why);
    if (sign === 'set') count.mutate(mutation({ params: { shopId }, body: { lines: [{ sku, onHand: amount, expected: onHand, soldBy }] } }));
    else adjust.mutate(mutation({ params: { shopId }, body: { lines: [{ sku, delta: sign * amount, reason: why, soldBy }] } }));
  };
  return { submit, isPending: adjust.isPending || count.isPending, wrong: refused };
}
