import { itemStatuses, type RowFault, type RowProblem, rowFaults, taxClasses } from '@noren/bff-contract';
import { languageNames } from '../../i18n/catalogue.ts';
import { isProblemCode } from '../../i18n/problems.ts';
import { useFormat, useText } from '../../i18n/reader.tsx';

const isFault = (code: string): code is RowFault => rowFaults.some((one) => one === code);

/** Why a row cannot be taken, in the reader's words; the server's own (English) where there are none for its code. */
export function useFault(): (problem: RowProblem) => string {
  const text = useText();
  return ({ code, values, reason }) => (isFault(code) ? text(`import.fault.${code}`, values) : isProblemCode(code) ? text(`problem.code.${code}`) : reason);
}

/** What a field that a row changes is called. */
export function useFieldName(): (field: string) => string {
  const text = useText();
  return (field) => {
    const [kind, language = ''] = field.split('.');
    if (kind === 'names') return `${text('catalogue.name')} (${Object.entries(languageNames).find(([one]) => one === language)?.[1] ?? language})`;
    if (field === 'price') return text('catalogue.price');
    if (field === 'gtin') return text('catalogue.gtin');
    if (field === 'taxClass') return text('catalogue.tax');
    if (field === 'status') return text('catalogue.status');
    if (field === 'soldBy') return text('catalogue.soldBy');
    if (field === 'imageUrls') return text('catalogue.images');
    return field === 'stock' ? text('stock.onHand') : text('catalogue.category');
  };
}

/** What a field holds, as its reader writes it: money of the currency, numbers, words for choices. */
export function useShown(): (field: string, value: string) => string {
  const text = useText();
  const format = useFormat();
  return (field, value) => {
    const [, amount, currency] = /^(-?\d+) ([A-Z]{3})$/.exec(value) ?? [];
    if (field === 'price' && amount !== undefined && currency !== undefined) return format.money({ amount: Number(amount), currency });
    if (field === 'stock' && value !== '') return format.number(Number(value));
    const status = itemStatuses.find((one) => field === 'status' && one === value);
    if (status) return text(`catalogue.status.${status}`);
    const tax = taxClasses.find((one) => field === 'taxClass' && one === value);
    if (tax) return text(`catalogue.tax.${tax}`);
    const unit = soldBy.find((one) => field === 'soldBy' && one === value);
    return unit ? text(`catalogue.soldBy.${unit}`) : value;
  };
}

const soldBy = ['piece', 'weight'] as const;
