import type { ReactNode } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';

type Props = Readonly<{ expected: string; now: string; next: string; onPut: () => void; onClose: () => void }>;

/** Asks whether there is really so much. `now`: what stays where it is not. */
export function UnlikelySheet({ expected, now, next, onPut, onClose }: Props): ReactNode {
  const text = useText();
  return (
    <Sheet
      role="alertdialog"
      title={text('stock.unlikely')}
      keep
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('stock.unlikelyNo', { quantity: now })}</Button>
          <Button look="primary" onPress={onPut}>
            {text('stock.unlikelyYes', { quantity: next })}
          </Button>
        </>
      }
    >
      <p>{text('stock.unlikelyMore', { quantity: next, expected })}</p>
    </Sheet>
  );
}
