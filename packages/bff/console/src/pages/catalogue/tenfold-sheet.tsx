import type { Money } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useFormat, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

type Props = Readonly<{ before: Money; after: number; onSave: () => void; onClose: () => void }>;

/** Asks whether a price is to move by ten times or more. */
export function TenfoldSheet({ before, after, onSave, onClose }: Props): ReactNode {
  const text = useText();
  const format = useFormat();
  const [old, next] = [format.money(before), format.money({ ...before, amount: after })];
  return (
    <Sheet
      role="alertdialog"
      title={text('catalogue.tenfold')}
      keep
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('catalogue.tenfoldNo', { price: old })}</Button>
          <Button look="primary" onPress={onSave}>
            {text('catalogue.tenfoldYes', { price: next })}
          </Button>
        </>
      }
    >
      <p>{text(after > before.amount ? 'catalogue.tenfoldMore' : 'catalogue.tenfoldLess', { before: old, after: next })}</p>
    </Sheet>
  );
}
