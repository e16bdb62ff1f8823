import { Shop, shops } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../api/problem.ts';
import { mutation, useIdempotentMutation } from '../../api/use-idempotent-mutation.ts';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { useFaults } from '../../parts/faults.ts';
import { FormBanner } from '../../parts/form-banner.tsx';
import { merged } from '../../parts/merge.ts';
import { tell } from '../../parts/notices.tsx';
import { shopKey } from '../orders/shop-state.tsx';
import { type Details, DetailsFields, useDetailsFaults } from './details-fields.tsx';

const detailsOf = ({ name, timeZone }: Shop): Details => ({ name, timeZone });

/** What the shop is called, and by which clock it lives. What was typed stays while others change the shop. */
export function ShopDetails({ shop }: Readonly<{ shop: Shop }>): ReactNode {
  const text = useText();
  const [base, setBase] = useState(shop);
  const [draft, setDraft] = useState<Details>();
  const [theirs, setTheirs] = useState<Shop>();
  const details = draft ?? detailsOf(shop);
  const typed = draft !== undefined && (draft.name !== base.name || draft.timeZone !== base.timeZone);
  const settle = (next: Details | undefined, now: Shop): void => {
    setDraft(next);
    setBase(now);
    setTheirs(undefined);
  };
  const save = useSaveDetails((now) => settle(undefined, now), setTheirs);
  const faults = useFaults(save.error, useDetailsFaults());
  const change = (next: Details): void => {
    if (draft === undefined) setBase(shop);
    setDraft(next);
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{text('shop.details')}</h2>
      </div>
      <div className="card-body form">
        {theirs && <DetailsConflict base={base} mine={details} theirs={theirs} settle={settle} />}
        <FormBanner error={save.error}>{theirs ? undefined : faults.banner}</FormBanner>
        <DetailsFields value={details} onChange={change} at={faults.at} />
        <div className="form-actions">
          {typed && <Button onPress={() => settle(undefined, shop)}>{text('common.discard')}</Button>}
          <Button
            look="primary"
            isPending={save.isPending}
            isDisabled={!typed || theirs !== undefined || details.name.trim() === '' || details.timeZone === ''}
            onPress={() => save.send(base, details)}
          >
            {text('common.save')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function useSaveDetails(onDone: (shop: Shop) => void, onConflict: (now: Shop) => void) {
  const text = useText();
  const queries = useQueryClient();
  const show = (shop: Shop): void => void queries.setQueryData(shopKey(shop.shopId), shop);
  const save = useIdempotentMutation(shops.change, {
    done: (shop) => {
      show(shop);
      onDone(shop);
      // Other pages show the name and the clock of the session's shops.
      void queries.invalidateQueries({ queryKey: ['session'] });
      tell({ kind: 'good', title: text('shop.detailsSaved') });
    },
    refused: (error) => {
      const now = error instanceof Refused ? Shop.safeParse(error.problem.now) : undefined;
      if (!now?.success) return;
      show(now.data);
      onConflict(now.data);
    },
  });
  const send = ({ shopId, version }: Shop, { name, timeZone }: Details): void =>
    save.mutate(mutation({ params: { shopId }, body: { name: name.trim(), timeZone, version } }));
  return { send, isPending: save.isPending, error: save.error };
}

type ConflictProps = Readonly<{ base: Shop; mine: Details; theirs: Shop; settle: (details: Details | undefined, now: Shop) => void }>;

function DetailsConflict({ base, mine, theirs, settle }: ConflictProps): ReactNode {
  const text = useText();
  const { clashes, result } = merged(detailsOf(base), mine, detailsOf(theirs));
  return (
    <Conflict
      differences={clashes.map(({ field }) => ({
        name: text(field === 'name' ? 'shop.name' : 'shop.timeZone'),
        mine: field === 'name' ? mine.name : mine.timeZone,
        theirs: field === 'name' ? theirs.name : theirs.timeZone,
      }))}
      onMine={() => settle(result, theirs)}
      onTheirs={() => settle(undefined, theirs)}
    />
  );
}
