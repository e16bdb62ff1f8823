import { catalogue } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { hasCode } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { ItemFields, useItemFaults } from './item-fields.tsx';
import { emptyDraft, nowhere, saidBy } from './item-form.ts';
import { useSameGtin } from './same-gtin.ts';

/** A new article. Version 0 says that it must be new: one that has the SKU already is not overwritten. */
export function NewItemSheet({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const { merchant } = useSession();
  const [sku, setSku] = useState('');
  const [draft, setDraft] = useState(emptyDraft);
  const tellSameGtin = useSameGtin();
  const file = useIdempotentMutation(catalogue.file);
  const save = useIdempotentMutation(catalogue.save, {
    done: (saved) => {
      tellSameGtin(saved);
      if (draft.categoryId !== nowhere) file.mutate(mutation({ body: { lines: [{ sku: sku.trim(), categoryId: draft.categoryId }] } }));
      tell({ kind: 'good', title: text('catalogue.made', { sku: sku.trim() }) });
      void queries.invalidateQueries({ queryKey: ['items'] });
      onClose();
    },
  });
  const said = saidBy(draft, merchant.currency);
  const faults = useItemFaults(save.error, merchant.currency);
  const taken = hasCode(save.error, 'version_conflict');
  // No address can hold these: the call would go elsewhere.
  const isWay = /^\.{1,2}$/.test(sku.trim());
  const ready = sku.trim() !== '' && !isWay && said !== undefined && Object.keys(said.names).length > 0;
  return (
    <Sheet
      place="side"
      keep={sku !== '' || draft !== emptyDraft}
      title={text('catalogue.new')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isPending={save.isPending}
            isDisabled={!ready}
            onPress={() => said && save.mutate(mutation({ params: { sku: sku.trim() }, body: { ...said, version: 0 } }))}
          >
            {text('catalogue.make')}
          </Button>
        </>
      }
    >
      <FormBanner error={save.error}>{taken ? text('problem.code.invalid_request') : faults.banner}</FormBanner>
      <Field
        label={text('catalogue.sku')}
        hint={text('catalogue.skuHint')}
        autoFocus
        maxLength={64}
        value={sku}
        onChange={setSku}
        error={taken ? text('catalogue.skuTaken') : isWay ? text('import.fault.sku_form') : faults.at('sku')}
      />
      <ItemFields draft={draft} currency={merchant.currency} faults={faults} onChange={setDraft} />
    </Sheet>
  );
}
