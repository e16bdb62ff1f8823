type SoldBy = 'piece' | 'weight';

/** Pieces, or grams of the kilograms that were typed; full-width digits too. Nothing where it is no quantity. */
export function parsedQuantity(typed: string, soldBy: SoldBy): number | undefined {
  const plain = typed.normalize('NFKC').trim().replaceAll(',', '');
  if (soldBy === 'piece') return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
  const [, whole, fraction = ''] = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(plain) ?? [];
  return whole === undefined ? undefined : Number(whole + fraction.padEnd(3, '0'));
}

export const typedQuantity = (value: number, soldBy: SoldBy): string => String(soldBy === 'piece' ? value : value / 1_000);
