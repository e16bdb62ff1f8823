import type { ReactNode } from 'react';
import { useText } from '../../i18n/reader.tsx';

const knownReasons = [
  'out_of_stock',
  'too_busy',
  'closing_soon',
  'no_staff',
  'wrong_price',
  'technical_problem',
  'weather',
  'other',
  'damaged',
  'customer_asked',
  'not_collected',
] as const;
const platformReasons = [
  'unknown_item',
  'not_published',
  'wrong_currency',
  'shop_closed',
  'merchant_suspended',
  'shop_paused',
  'shop_not_open',
  'late',
  'cancelled_by_platform',
  'cancelled_by_merchant',
] as const;

/** A reason in the reader's words; one that the page does not know as it stands. */
export function ReasonText({ code }: Readonly<{ code: string }>): ReactNode {
  const text = useText();
  const given = knownReasons.find((one) => one === code);
  if (given) return text(`orders.why.${given}`);
  const found = platformReasons.find((one) => one === code);
  return found ? text(`orders.because.${found}`) : code;
}
