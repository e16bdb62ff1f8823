import { type Item, minorDigits } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Field } from '../../parts/field.tsx';
import { typedText } from '../../parts/typed-number.ts';
import { Understood } from '../../parts/understood.tsx';
import { priceIn } from './item-form.ts';

type Props = Readonly<{ value: string; currency: string; soldBy: Item['soldBy']; error: string | undefined; onChange: (value: string) => void }>;

/** A price as it is typed, and what it is taken for. */
export function PriceField({ value, currency, soldBy, error, onChange }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const typed = priceIn(value, currency);
  return (
    <div className="field">
      <Field
        label={text('catalogue.price')}
        prefix={currency}
        hint={text(soldBy === 'piece' ? 'catalogue.perPiece' : 'catalogue.perKilogram')}
        value={value}
        onChange={onChange}
        error={value !== '' && typed.kind === 'wrong' ? text('catalogue.priceWrong', { currency }) : error}
        inputMode="decimal"
      />
      <Understood
        typed={typed}
        text={value}
        show={(amount) => format.money({ amount, currency })}
        onChoose={(amount) => onChange(typedText(amount, minorDigits(currency)))}
      />
    </div>
  );
}
