import type { BodyOf, catalogue, Item } from '@noren/bff-contract';
import { digitsOf, typedPrice } from '../../i18n/format.ts';

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

/** Minor units of what was typed: `1,280`, `12.5`, full-width digits too; nothing where it is no price of this currency. */
export function parsedPrice(typed: string, currency: string): number | undefined {
  const plain = typed.normalize('NFKC').trim().replaceAll(/[\s,]/g, '');
  const digits = digitsOf(currency);
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** What is said by a draft; names in languages that the form does not show stay. Nothing where the price cannot be read. */
export function saidBy(draft: Draft, currency: string, otherNames: Said['names'] = {}): Said | undefined {
  const amount = parsedPrice(draft.price, currency);
  if (amount === undefined) return undefined;
  const names = Object.entries({ ...otherNames, en: draft.en.trim(), ja: draft.ja.trim(), ko: draft.ko.trim() }).filter(([, name]) => name !== '');
  const gtin = draft.gtin.normalize('NFKC').replaceAll(/[\s-]/g, '');
  return {
    ...(gtin === '' ? {} : { gtin }),
    names: Object.fromEntries(names),
    price: { amount, currency },
    taxClass: draft.taxClass,
    status: draft.status,
    soldBy: draft.soldBy,
    imageUrls: draft.imageUrls.split(/\s+/).filter((url) => url !== ''),
  };
}
