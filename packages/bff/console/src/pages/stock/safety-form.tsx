import { stock, type StockRow } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useShop } from '../../app/session.tsx';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { Understood } from '../../parts/understood.tsx';
import { type QuantityFault, useQuantityFault } from './quantity-fault.ts';
import { quantityIn, typedQuantity } from './quantity.ts';

/** Keeps some of an article back from sale. */
export function SafetyForm({ level, onClose }: Readonly<{ level: StockRow; onClose: () => void }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const fault = useQuantityFault();
  const queries = useQueryClient();
  const { shopId } = useShop();
  const [typed, setTyped] = useState(() => typedQuantity(level.safety, level.soldBy));
  const [wrong, setWrong] = useState<QuantityFault>();
  const save = useIdempotentMutation(stock.setSafety, {
    done: ({ lines: [line] }) => {
      void queries.invalidateQueries({ queryKey: ['stock', shopId] });
      if (line && line.status !== 'done') return setWrong(fault.ofLine(line));
      tell({ kind: 'good', title: text('stock.saved') });
      return onClose();
    },
    refused: (error) => setWrong(fault.ofCall(error)),
  });
  const read = quantityIn(typed, level.soldBy);
  const amount = read.kind === 'clear' ? read.units : undefined;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(undefined);
    if (amount !== undefined) save.mutate(mutation({ params: { shopId }, body: { lines: [{ sku: level.sku, safety: amount, soldBy: level.soldBy }] } }));
  };
  return (
    <form className="card card-body" onSubmit={send}>
      <FormBanner error={wrong}>{wrong?.text}</FormBanner>
      <Field
        label={text('stock.safety')}
        hint={text('stock.safetyHint')}
        value={typed}
        onChange={setTyped}
        autoFocus
        inputMode="decimal"
        {...(level.soldBy === 'weight' ? { suffix: 'kg' } : {})}
        error={read.kind === 'wrong' ? text('stock.quantityWrong') : wrong?.atQuantity ? wrong.text : undefined}
      />
      <Understood
        typed={read}
        text={typed}
        show={(units) => format.quantity(units, level.soldBy)}
        onChoose={(units) => setTyped(typedQuantity(units, level.soldBy))}
      />
      <div className="form-actions">
        <Button onPress={onClose}>{text('common.cancel')}</Button>
        <Button type="submit" look="primary" isPending={save.isPending} isDisabled={amount === undefined}>
          {text('common.save')}
        </Button>
      </div>
    </form>
  );
}
