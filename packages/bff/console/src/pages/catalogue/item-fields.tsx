import { itemStatuses, most, taxClasses } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { languageNames } from '../../i18n/catalogue.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Choice, Radios } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { type Faults, useFaults } from '../../parts/faults.ts';
import { categoryOptions } from './category-options.ts';
import { PriceField } from './price-field.tsx';
import { type Draft, nowhere } from './item-form.ts';
import { useCategories } from './use-items.ts';

type ItemFault = 'sku' | 'names.en' | 'names.ja' | 'names.ko' | 'price' | 'gtin' | 'imageUrls';
type Props = Readonly<{ draft: Draft; currency: string; faults: Faults<ItemFault>; onChange: (draft: Draft) => void }>;

/** Where an item was refused, by the names of `catalogue.save`. */
export function useItemFaults(error: unknown, currency: string): Faults<ItemFault> {
  const { text } = useReader();
  const name = text('fault.name', { n: most.nameCharacters });
  return useFaults(error, {
    ...{ sku: text('import.fault.sku_form'), 'names.en': name, 'names.ja': name, 'names.ko': name },
    price: text('catalogue.priceWrong', { currency }),
    gtin: text('fault.gtin'),
    imageUrls: text('fault.images', { n: most.images }),
  });
}

/** All that a person may say of an article. */
export function ItemFields({ draft, currency, faults, onChange }: Props): ReactNode {
  const { text, language } = useReader();
  const { data: categories = [] } = useCategories();
  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]): void => onChange({ ...draft, [name]: value });
  return (
    <div className="form">
      <fieldset className="form">
        <legend className="legend">{text('catalogue.names')}</legend>
        {(['en', 'ja', 'ko'] as const).map((one) => (
          <Field
            key={one}
            label={languageNames[one]}
            value={draft[one]}
            onChange={(value) => set(one, value)}
            maxLength={200}
            error={faults.at(`names.${one}`)}
          />
        ))}
      </fieldset>
      <div className="form-row">
        <PriceField value={draft.price} currency={currency} soldBy={draft.soldBy} error={faults.at('price')} onChange={(value) => set('price', value)} />
        <Choice
          label={text('catalogue.tax')}
          options={taxClasses.map((value) => ({ value, label: text(`catalogue.tax.${value}`) }))}
          value={draft.taxClass}
          onChange={(value) => set('taxClass', value)}
        />
      </div>
      <div className="form-row">
        <Field
          label={text('catalogue.gtin')}
          hint={text('catalogue.gtinHint')}
          value={draft.gtin}
          onChange={(value) => set('gtin', value)}
          error={faults.at('gtin')}
          inputMode="numeric"
        />
        <Choice
          label={text('catalogue.category')}
          options={[{ value: nowhere, label: text('catalogue.noCategory') }, ...categoryOptions(categories, language)]}
          value={draft.categoryId}
          onChange={(value) => set('categoryId', value)}
        />
      </div>
      <div className="form-row">
        <Radios
          label={text('catalogue.soldBy')}
          options={(['piece', 'weight'] as const).map((value) => ({ value, label: text(`catalogue.soldBy.${value}`) }))}
          value={draft.soldBy}
          onChange={(value) => set('soldBy', value)}
        />
        <Radios
          label={text('catalogue.status')}
          options={itemStatuses.map((value) => ({ value, label: text(`catalogue.status.${value}`), hint: text(`catalogue.statusHint.${value}`) }))}
          value={draft.status}
          onChange={(value) => set('status', value)}
        />
      </div>
      <Field
        label={text('catalogue.images')}
        hint={text('catalogue.imagesHint')}
        rows={2}
        value={draft.imageUrls}
        onChange={(value) => set('imageUrls', value)}
        error={faults.at('imageUrls')}
      />
    </div>
  );
}
