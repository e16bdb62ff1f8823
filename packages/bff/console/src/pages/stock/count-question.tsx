import { type ReactNode, useState } from 'react';
import { useFormat } from '../../i18n/reader.tsx';
import { WhichNumber } from '../../parts/understood.tsx';
import type { CountLine } from './count-sheet.ts';
import { isUnlikely, quantityIn, typedQuantity } from './quantity.ts';
import { UnlikelySheet } from './unlikely-sheet.tsx';

type Props = Readonly<{ line: CountLine; asked: string; onPut: (units: number) => void; onClose: () => void }>;

/** First which quantity is meant, then whether so large a one is. */
export function CountQuestion({ line: { counted, expected = 0, soldBy }, asked, onPut, onClose }: Props): ReactNode {
  const format = useFormat();
  const [said, setSaid] = useState(asked);
  const read = quantityIn(said, soldBy);
  const show = (units: number): string => format.quantity(units, soldBy);
  const choose = (units: number): void => (isUnlikely(expected, units, soldBy) ? setSaid(typedQuantity(units, soldBy)) : onPut(units));
  if (read.kind === 'either') return <WhichNumber text={said} units={read.units} now={show(counted)} show={show} onChoose={choose} onClose={onClose} />;
  if (read.kind === 'wrong') return null;
  return <UnlikelySheet expected={show(expected)} now={show(counted)} next={show(read.units)} onPut={() => onPut(read.units)} onClose={onClose} />;
}
