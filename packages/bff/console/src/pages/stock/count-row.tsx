import type { ReactNode } from 'react';
import { nameIn } from '../../i18n/format.ts';
import { useFormat, useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import type { CountLine } from './count-sheet.ts';
import { Counted } from './counted.tsx';

type Props = Readonly<{
  line: CountLine;
  isLast: boolean;
  onSet: (sku: string, counted: number) => void;
  /** What was typed is no quantity. */
  onUnread: (sku: string, typed: string) => void;
  onRemove: (sku: string) => void;
  onOverrule: (sku: string) => void;
  onScan: (code: string) => void;
  /** A touch is over: the next key is a scanner's. */
  onTouched: () => void;
}>;

export function CountRow({ line, isLast, onSet, onUnread, onRemove, onOverrule, onScan, onTouched }: Props): ReactNode {
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
        <Counted line={line} name={name} onSet={onSet} onUnread={onUnread} onScan={onScan} onTouched={onTouched} />
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
