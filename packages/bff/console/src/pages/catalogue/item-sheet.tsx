import { catalogue, Item } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { hasCode, Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useMay } from '../../app/session.tsx';
import { languageNames } from '../../i18n/catalogue.ts';
import { nameIn } from '../../i18n/format.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { merged } from '../../parts/merge.ts';
import { tell } from '../../parts/notices.tsx';
import { movesTenfold } from '../../parts/typed-number.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { ItemFields, useItemFaults } from './item-fields.tsx';
import { type Draft, draftOf, nowhere, saidBy } from './item-form.ts';
import { useSameGtin } from './same-gtin.ts';
import { ItemFacts } from './item-facts.tsx';
import { TenfoldSheet } from './tenfold-sheet.tsx';
import { useItem, useShowItem } from './use-items.ts';

/** An article, beside the list that it was found in. */
export function ItemSheet({ sku, onClose }: Readonly<{ sku: string; onClose: () => void }>): ReactNode {
  const { text } = useReader();
  const item = useItem(sku);
  const may = useMay('manager');
  if (item.data && may) return <EditSheet item={item.data} onClose={onClose} />;
  return (
    <Sheet place="side" title={item.data ? sku : text('common.loading')} onClose={onClose}>
      {item.data ? <ItemFacts item={item.data} /> : item.error ? <Failure error={item.error} retry={() => void item.refetch()} /> : <Loading />}
    </Sheet>
  );
}

/** `item` moves on as others change it; `base` is what the person began from. */
function EditSheet({ item, onClose }: Readonly<{ item: Item; onClose: () => void }>): ReactNode {
  const { text, language } = useReader();
  const [base, setBase] = useState(item);
  const [draft, setDraft] = useState(() => draftOf(item));
  const [theirs, setTheirs] = useState<Item>();
  const { save, isPending, error } = useSave({ base, draft, setBase, onConflict: setTheirs, onClose });
  const faults = useItemFaults(error, base.price.currency);
  const [asks, setAsks] = useState(false);
  const typed = JSON.stringify(draft) !== JSON.stringify(draftOf(base));
  const said = saidBy(draft, base.price.currency, base.names);
  const clashes = theirs ? merged(draftOf(base), draft, draftOf(theirs)).clashes : [];
  const takeTheirs = (now: Item): void => {
    setBase(now);
    setDraft(draftOf(now));
    setTheirs(undefined);
  };
  const keepMine = (now: Item): void => {
    setDraft(merged(draftOf(base), draft, draftOf(now)).result);
    setBase(now);
    setTheirs(undefined);
  };
  return (
    <Sheet
      place="side"
      keep={typed}
      title={nameIn(base.names, language, base.sku)}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text(typed ? 'common.discard' : 'common.close')}</Button>
          <Button
            look="primary"
            isPending={isPending}
            isDisabled={!typed || !said || theirs !== undefined}
            onPress={() => said && (movesTenfold(base.price.amount, said.price.amount) ? setAsks(true) : save(said))}
          >
            {text('common.save')}
          </Button>
        </>
      }
    >
      {theirs && (
        <Conflict
          differences={clashes.map(({ field, mine, theirs: other }) => ({ name: fieldName(field, text), mine: String(mine), theirs: String(other) }))}
          onMine={() => keepMine(theirs)}
          onTheirs={() => takeTheirs(theirs)}
        />
      )}
      <FormBanner error={error}>{hasCode(error, 'version_conflict') ? undefined : faults.banner}</FormBanner>
      {asks && said && (
        <TenfoldSheet
          before={base.price}
          after={said.price.amount}
          onClose={() => setAsks(false)}
          onSave={() => {
            setAsks(false);
            save(said);
          }}
        />
      )}
      <p className="soft code">{base.sku}</p>
      <ItemFields draft={draft} currency={base.price.currency} faults={faults} onChange={setDraft} />
    </Sheet>
  );
}

function fieldName(field: string, text: ReturnType<typeof useReader>['text']): string {
  if (field === 'en' || field === 'ja' || field === 'ko') return languageNames[field];
  if (field === 'price') return text('catalogue.price');
  if (field === 'gtin') return text('catalogue.gtin');
  if (field === 'taxClass') return text('catalogue.tax');
  if (field === 'status') return text('catalogue.status');
  if (field === 'soldBy') return text('catalogue.soldBy');
  return text(field === 'categoryId' ? 'catalogue.category' : 'catalogue.images');
}

type Saving = Readonly<{ base: Item; draft: Draft; setBase: (item: Item) => void; onConflict: (now: Item) => void; onClose: () => void }>;

/** Saves what is said of the item, then where it is filed. */
function useSave({ base, draft, setBase, onConflict, onClose }: Saving) {
  const { text, language } = useReader();
  const show = useShowItem();
  const tellSameGtin = useSameGtin();
  const queries = useQueryClient();
  const refiled = draft.categoryId !== (base.categoryId ?? nowhere);
  const saved = (): void => {
    tell({ kind: 'good', title: text('catalogue.saved', { name: nameIn(base.names, language, base.sku) }) });
    void queries.invalidateQueries({ queryKey: ['items'] });
    onClose();
  };
  const filing = useIdempotentMutation(catalogue.file, { done: saved });
  const file = (): void =>
    filing.mutate(mutation({ body: { lines: [{ sku: base.sku, categoryId: draft.categoryId === nowhere ? null : draft.categoryId }] } }));
  const saving = useIdempotentMutation(catalogue.save, {
    done: ({ sameGtin, ...item }) => {
      if (item.gtin !== base.gtin) tellSameGtin({ ...item, ...(sameGtin ? { sameGtin } : {}) });
      show(item);
      setBase({ ...item, ...(base.categoryId === undefined ? {} : { categoryId: base.categoryId }) });
      if (refiled) file();
      else saved();
    },
    refused: (error) => {
      const now = error instanceof Refused ? Item.safeParse(error.problem.now) : undefined;
      if (now?.success) onConflict(now.data);
    },
  });
  return {
    save: (said: NonNullable<ReturnType<typeof saidBy>>) => saving.mutate(mutation({ params: { sku: base.sku }, body: { ...said, version: base.version } })),
    isPending: saving.isPending || filing.isPending,
    error: saving.error ?? filing.error,
  };
}
