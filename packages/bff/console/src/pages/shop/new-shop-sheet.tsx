import { shops } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { mutation, useIdempotentMutation } from '../../api/use-idempotent-mutation.ts';
import { pathTo } from '../../app/routes.ts';
import { useShop } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { useFaults } from '../../parts/faults.ts';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { type Details, DetailsFields, useDetailsFaults } from './details-fields.tsx';

/** Opens a further shop, and goes there: it has no hours yet. */
export function NewShopSheet({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { timeZone } = useShop();
  const [details, setDetails] = useState<Details>({ name: '', timeZone });
  const add = useIdempotentMutation(shops.create, {
    done: async ({ shopId, name }) => {
      await queries.invalidateQueries({ queryKey: ['session'] });
      tell({ kind: 'good', title: text('shop.opened', { shop: name }), detail: text('shop.openedMore') });
      onClose();
      go(pathTo(shopId, 'hours'));
    },
  });
  const faults = useFaults(add.error, useDetailsFaults());
  return (
    <Sheet
      title={text('shop.new')}
      keep={details.name !== ''}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isPending={add.isPending}
            isDisabled={details.name.trim() === ''}
            onPress={() => add.mutate(mutation({ body: { ...details, name: details.name.trim() } }))}
          >
            {text('shop.open')}
          </Button>
        </>
      }
    >
      <FormBanner error={add.error}>{faults.banner}</FormBanner>
      <p className="soft">{text('shop.newMore')}</p>
      <DetailsFields autoFocus value={details} onChange={setDetails} at={faults.at} />
    </Sheet>
  );
}
