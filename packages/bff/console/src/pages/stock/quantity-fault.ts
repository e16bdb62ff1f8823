import type { LineAnswer } from '@noren/bff-contract';
import { useText } from '../../i18n/reader.tsx';
import { faultyFields } from '../../parts/faults.ts';
import { useReason } from '../../parts/reason.ts';
import { useLineReason } from './line-reason.ts';

/** Why a change of stock was not made, in the reader's words. `atQuantity`: its quantity is at fault, the one field that such a form has. */
export type QuantityFault = Readonly<{ text: string; atQuantity: boolean }>;

export function useQuantityFault(): Readonly<{ ofLine: (line: LineAnswer) => QuantityFault; ofCall: (error: unknown) => QuantityFault }> {
  const text = useText();
  const reason = useReason();
  const lineReason = useLineReason();
  return {
    ofLine: (line) => ({ text: lineReason(line), atQuantity: line.error !== undefined }),
    ofCall: (error) => {
      const atQuantity = faultyFields(error, ['delta', 'onHand', 'safety']).size > 0;
      return { text: atQuantity ? text('stock.quantityWrong') : reason(error), atQuantity };
    },
  };
}
