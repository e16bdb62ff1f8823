import { type BodyOf, type catalogue, type Item, minorDigits, most } from '@noren/bff-contract';
import { typedPrice } from '../../i18n/format.ts';
import { type Typed, typedNumber } from '../../parts/typed-number.ts';

/** What a person may say of an item. */
type Said = Omit<BodyOf<typeof catalogue.save>, 'version'>;

export const saidOf = ({ gtin, names, price, taxClass, status, soldBy, imageUrls }: Item): Said => ({
  ...(gtin === undefined ? {} : { gtin }),
  names,
  price,
  taxClass,
  status,
  soldBy,
  imageUrls,
});

/** The same as a form has it: texts as typed. */
export type Draft = Readonly<{
  en: string;
  ja: string;
  ko: string;
  gtin: string;
  price: string;
  taxClass: Item['taxClass'];
  status: Item['status'];
  soldBy: Item['soldBy'];
  imageUrls: string;
  categoryId: string;
}>;

export const nowhere = 'none';

export const draftOf = (item: Item): Draft => ({
  en: item.names['en'] ?? '',
  ja: item.names['ja'] ?? '',
  ko: item.names['ko'] ?? '',
  gtin: item.gtin ?? '',
  price: typedPrice(item.price),
  taxClass: item.taxClass,
  status: item.status,
  soldBy: item.soldBy,
  imageUrls: item.imageUrls.join('\n'),
  categoryId: item.categoryId ?? nowhere,
});

export const emptyDraft: Draft = {
  en: '',
  ja: '',
  ko: '',
  gtin: '',
  price: '',
  taxClass: 'standard',
  status: 'draft',
  soldBy: 'piece',
  imageUrls: '',
  categoryId: nowhere,
};

/** What was typed as a price of this currency, in minor units. */
export const priceIn = (typed: string, currency: string): Typed => typedNumber(typed, minorDigits(currency), most.price);

/** What is said by a draft; names in languages that the form does not show stay. Nothing where the price is not clear. */
export function saidBy(draft: Draft, currency: string, otherNames: Said['names'] = {}): Said | undefined {
  const price = priceIn(draft.price, currency);
  if (price.kind !== 'clear') return undefined;
  const names = Object.entries({ ...otherNames, en: draft.en.trim(), ja: draft.ja.trim(), ko: draft.ko.trim() }).filter(([, name]) => name !== '');
  const gtin = draft.gtin.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return {
    ...(gtin === '' ? {} : { gtin }),
    names: Object.fromEntries(names),
    price: { amount: price.units, currency },
    taxClass: draft.taxClass,
    status: draft.status,
    soldBy: draft.soldBy,
    imageUrls: draft.imageUrls.split(/\s+/).filter((url) => url !== ''),
  };
}
