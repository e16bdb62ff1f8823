import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import type { PressEvent } from 'react-aria-components/Button';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { UnderstoodBriefly, WhichNumber } from '../../parts/understood.tsx';
import { noBurst, pressed, scanned } from './burst.ts';
import type { CountLine } from './count-sheet.ts';
import { quantityIn, typedQuantity } from './quantity.ts';

type Props = Readonly<{
  line: CountLine;
  isLast: boolean;
  onSet: (sku: string, counted: number) => void;
  onRemove: (sku: string) => void;
  onOverrule: (sku: string) => void;
  onScan: (code: string) => void;
  /** A touch is over: the next key is a scanner's. */
  onTouched: () => void;
}>;

/** Whoever works by keys stays where they are; a finger or a mouse does not. */
const byHand = ({ pointerType }: PressEvent): boolean => ['mouse', 'touch', 'pen'].includes(pointerType);

export function CountRow({ line, isLast, onSet, onRemove, onOverrule, onScan, onTouched }: Props): ReactNode {
  const { text, language } = useReader();
  const format = useFormat();
  const name = nameIn(line.names, language, line.sku);
  const difference = line.expected === undefined ? undefined : line.counted - line.expected;
  return (
    <tr className={isLast ? 'just-counted' : ''}>
      <td>
        <strong>{name}</strong>
        <span className="hint code">
          {line.sku}
          {line.gtin !== undefined && ` · ${line.gtin}`}
        </span>
        {line.wrong !== undefined && (
          <span className="field-error">
            {line.wrong}{' '}
            <Button
              size="small"
              onPress={() => {
                onOverrule(line.sku);
                onTouched();
              }}
            >
              {text('count.overrule')}
            </Button>
          </span>
        )}
      </td>
      <td className="number soft">{line.expected === undefined ? '–' : format.quantity(line.expected, line.soldBy)}</td>
      <td>
        <Counted line={line} name={name} onSet={onSet} onScan={onScan} onTouched={onTouched} />
      </td>
      <td className="number">
        {difference === undefined || difference === 0 ? (
          <span className="soft">–</span>
        ) : (
          <strong className={difference < 0 ? 'bad' : ''}>
            {difference > 0 ? '+' : '−'}
            {format.quantity(Math.abs(difference), line.soldBy)}
          </strong>
        )}
      </td>
      <td>
        <Button
          look="quiet"
          size="small"
          icon="trash"
          aria-label={text('count.removeOne', { name })}
          onPress={() => {
            onRemove(line.sku);
            onTouched();
          }}
        />
      </td>
    </tr>
  );
}

type CountedProps = Pick<Props, 'line' | 'onSet' | 'onScan' | 'onTouched'> & Readonly<{ name: string }>;

/** What was counted, as a number to type over; a scan moves it on, and is never taken for one. */
function Counted({ line, name, onSet, onScan, onTouched }: CountedProps): ReactNode {
  const { text } = useReader();
  const format = useFormat();
  const [typed, setTyped] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const burst = useRef(noBurst);
  const value = typed ?? typedQuantity(line.counted, line.soldBy);
  const read = quantityIn(value, line.soldBy);
  const which = quantityIn(asked ?? '', line.soldBy);
  const show = (units: number): string => format.quantity(units, line.soldBy);
  const finish = (): void => {
    if (typed !== undefined && read.kind === 'clear') onSet(line.sku, read.units);
    if (typed !== undefined && read.kind === 'either') setAsked(typed);
    setTyped(undefined);
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
  return (
    <div className="counted">
      {line.soldBy === 'piece' && (
        <Button size="small" aria-label={text('count.less', { name })} isDisabled={line.counted === 0} onPress={step(-1)}>
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
      >
        <Input className="counted-input" inputMode="decimal" onFocus={(event) => event.currentTarget.select()} />
        {typed !== undefined && <UnderstoodBriefly typed={read} show={show} />}
      </TextField>
      {asked !== undefined && which.kind === 'either' && (
        <WhichNumber
          text={asked}
          units={which.units}
          now={show(line.counted)}
          show={show}
          onClose={() => setAsked(undefined)}
          onChoose={(units) => {
            setAsked(undefined);
            onSet(line.sku, units);
          }}
        />
      )}
      {line.soldBy === 'piece' ? (
        <Button size="small" aria-label={text('count.more', { name })} onPress={step(1)}>
          +
        </Button>
      ) : (
        <span className="soft">kg</span>
      )}
    </div>
  );
}
