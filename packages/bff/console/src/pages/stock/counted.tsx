import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { PressEvent } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { UnderstoodBriefly } from '../../parts/understood.tsx';
import { noBurst, pressed, scanned } from './burst.ts';
import type { CountLine } from './count-sheet.ts';
import { CountQuestion } from './count-question.tsx';
import { isUnlikely, quantityIn, typedQuantity } from './quantity.ts';

type Props = Readonly<{
  line: CountLine;
  name: string;
  onSet: (sku: string, counted: number) => void;
  onUnread: (sku: string, typed: string) => void;
  onScan: (code: string) => void;
  onTouched: () => void;
}>;

/** Whoever works by keys stays where they are; a finger or a mouse does not. */
const byHand = ({ pointerType }: PressEvent): boolean => ['mouse', 'touch', 'pen'].includes(pointerType);

/** What was counted, as a number to type over; a scan moves it on, and is never taken for one. What is no quantity stays as it was typed, and is marked. */
export function Counted({ line, name, onSet, onUnread, onScan, onTouched }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const [typed, setTyped] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const burst = useRef(noBurst);
  const value = typed ?? line.unread ?? typedQuantity(line.counted, line.soldBy);
  const read = quantityIn(value, line.soldBy);
  const finish = (): void => {
    setTyped(undefined);
    if (typed === undefined) return;
    if (read.kind === 'wrong') onUnread(line.sku, typed);
    else if (read.kind === 'either' || isUnlikely(line.expected ?? 0, read.units, line.soldBy)) setAsked(typed);
    else onSet(line.sku, read.units);
  };
  const step = (by: number) => (event: PressEvent) => {
    onSet(line.sku, line.counted + by);
    if (byHand(event)) onTouched();
  };
  const press = (event: Readonly<{ key: string; timeStamp: number; preventDefault: () => void }>): void => {
    const before = burst.current;
    burst.current = pressed(before, { key: event.key, at: event.timeStamp }, typed);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const code = scanned(before, event.timeStamp, value);
    if (code === undefined) finish();
    else {
      // Before the field loses the focus, which would keep what it holds.
      flushSync(() => setTyped(code === value.trim() ? undefined : before.typed));
      onScan(code);
    }
    onTouched();
  };
  const hasSteps = line.soldBy === 'piece';
  return (
    <div className="counted">
      {hasSteps && (
        <Button size="small" aria-label={text('count.less', { name })} isDisabled={line.counted === 0 || line.unread !== undefined} onPress={step(-1)}>
          −
        </Button>
      )}
      <TextField
        aria-label={text('count.countedOf', { name })}
        value={value}
        onChange={setTyped}
        onBlur={finish}
        onKeyDown={press}
        isInvalid={read.kind === 'wrong'}
        validationBehavior="aria"
      >
        <Input className="counted-input" inputMode="decimal" onFocus={(event) => event.currentTarget.select()} />
        {typed !== undefined && <UnderstoodBriefly typed={read} show={(units) => format.quantity(units, line.soldBy)} />}
        <FieldError className="field-error">{typed === undefined && read.kind === 'wrong' && text(`count.wrong.${line.soldBy}`)}</FieldError>
      </TextField>
      {asked !== undefined && (
        <CountQuestion
          line={line}
          asked={asked}
          onClose={() => setAsked(undefined)}
          onPut={(units) => {
            setAsked(undefined);
            onSet(line.sku, units);
          }}
        />
      )}
      {hasSteps ? (
        <Button size="small" aria-label={text('count.more', { name })} isDisabled={line.unread !== undefined} onPress={step(1)}>
          +
        </Button>
      ) : (
        <span className="soft">kg</span>
      )}
    </div>
  );
}
