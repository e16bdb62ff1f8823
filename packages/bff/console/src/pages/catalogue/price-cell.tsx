import { catalogue, type Item, minorDigits } from '@noren/bff-contract';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { mutation, useIdempotentMutation } from '../../api/use-idempotent-mutation.ts';
import { useMay } from '../../app/session.tsx';
import { typedPrice } from '../../i18n/format.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Icon } from '../../parts/icon.tsx';
import { movesTenfold, type Typed, typedText } from '../../parts/typed-number.ts';
import { UnderstoodBriefly, WhichNumber } from '../../parts/understood.tsx';
import { priceIn, saidOf } from './item-form.ts';
import { TenfoldSheet } from './tenfold-sheet.tsx';
import { useQuick } from './quick-edit.tsx';

/** The price, changed where it stands: Enter or leaving it saves, Escape does not. What may mean two prices, or moves it tenfold, is asked about first. */
export function PriceCell({ item }: Readonly<{ item: Item }>): ReactNode {
  const text = useText();
  const format = useFormat();
  const may = useMay('manager');
  const [typed, setTyped] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const quick = useQuick(item);
  const save = useIdempotentMutation(catalogue.save, { ...quick, before: ({ given: { body } }) => quick.show({ price: body.price }) });
  const { amount: before, currency } = item.price;
  const show = (amount: number): string => format.money({ amount, currency });
  const put = (amount: number): void => {
    setAsked(undefined);
    if (amount === before) return;
    const next = { ...item, price: { currency, amount } };
    save.mutate(mutation({ params: { sku: item.sku }, body: { ...saidOf(next), version: item.version } }));
  };
  const finish = (said: string): void => {
    setTyped(undefined);
    const read = priceIn(said, currency);
    if (read.kind === 'either' || (read.kind === 'clear' && movesTenfold(before, read.units))) setAsked(said);
    else if (read.kind === 'clear') put(read.units);
  };
  if (!may) return show(before);
  if (typed !== undefined) return <PriceInput typed={typed} read={priceIn(typed, currency)} show={show} onType={setTyped} onFinish={finish} />;
  return (
    <>
      <AriaButton className="in-place" aria-label={text('catalogue.changePrice', { price: show(before) })} onPress={() => setTyped(typedPrice(item.price))}>
        {show(before)}
        <Icon name="edit" size={14} />
      </AriaButton>
      {asked !== undefined && <PriceQuestion item={item} asked={asked} onPut={put} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type InputProps = Readonly<{
  typed: string;
  read: Typed;
  show: (amount: number) => string;
  onType: (typed: string | undefined) => void;
  onFinish: (typed: string) => void;
}>;

function PriceInput({ typed, read, show, onType, onFinish }: InputProps): ReactNode {
  const text = useText();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && read.kind !== 'wrong') onFinish(typed);
    if (event.key === 'Escape') onType(undefined);
  };
  return (
    <TextField
      aria-label={text('catalogue.price')}
      value={typed}
      onChange={onType}
      onBlur={() => onFinish(typed)}
      onKeyDown={onKeyDown}
      isInvalid={read.kind === 'wrong'}
      autoFocus
    >
      <Input className="price-input" inputMode="decimal" onFocus={(event) => event.currentTarget.select()} />
      <UnderstoodBriefly typed={read} show={show} />
    </TextField>
  );
}

type QuestionProps = Readonly<{ item: Item; asked: string; onPut: (amount: number) => void; onClose: () => void }>;

/** First which price is meant, then whether so large a move is. */
function PriceQuestion({ item, asked, onPut, onClose }: QuestionProps): ReactNode {
  const format = useFormat();
  const { amount: before, currency } = item.price;
  const [said, setSaid] = useState(asked);
  const read = priceIn(said, currency);
  const show = (amount: number): string => format.money({ amount, currency });
  const choose = (amount: number): void => (movesTenfold(before, amount) ? setSaid(typedText(amount, minorDigits(currency))) : onPut(amount));
  if (read.kind === 'either') return <WhichNumber text={said} units={read.units} now={show(before)} show={show} onChoose={choose} onClose={onClose} />;
  return read.kind === 'clear' && <TenfoldSheet before={item.price} after={read.units} onSave={() => onPut(read.units)} onClose={onClose} />;
}
