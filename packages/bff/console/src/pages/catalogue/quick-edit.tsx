import { catalogue, Item } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useMay } from '../../app/session.tsx';
import { nameIn } from '../../i18n/format.ts';
import { useReader, useText } from '../../i18n/reader.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { behindOwn, expectOwn, rememberOwn, settleOwn } from './own-changes.ts';
import { useShowItem } from './use-items.ts';

type Versioned<Body extends Readonly<{ version: number }>> = Readonly<{ params: Readonly<{ sku: string }>; body: Body }>;

/** Shows a change of an item at once; where it is refused, the item as it is now, else as it was, and why. Changes of one item are sent in turn. */
export function useQuick(item: Item) {
  const { text, language } = useReader();
  const reason = useReason();
  const show = useShowItem();
  const turn = `item ${item.itemId}`;
  const mutations = useQueryClient().getMutationCache();
  const moreWait = (): boolean => mutations.findAll({ status: 'pending', predicate: ({ options }) => options.scope?.id === turn }).length > 1;
  return {
    turn,
    asSent: <Body extends Readonly<{ version: number }>>({ body, ...given }: Versioned<Body>) => ({
      ...given,
      body: { ...body, version: behindOwn(item.itemId, body.version) },
    }),
    show: (change: Partial<Item>): Item => {
      expectOwn(item.sku, change);
      show({ ...item, ...change });
      return item;
    },
    undo: (before: Item, error: Error) => {
      const now = error instanceof Refused ? Item.safeParse(error.problem.now) : undefined;
      settleOwn(item.sku, now?.data);
      show(now?.data ?? before);
      tell({ kind: 'bad', title: text('catalogue.notSaved', { name: nameIn(before.names, language, before.sku) }), detail: reason(error) });
    },
    done: (next: Item, { given }: Readonly<{ given: Versioned<Readonly<{ version: number }>> }>) => {
      rememberOwn(item.itemId, behindOwn(item.itemId, given.body.version), next.version);
      // What was changed since is shown already.
      if (moreWait()) return;
      settleOwn(item.sku, next);
      show(next);
    },
  };
}

/** Draft or published, by a switch. */
export function StatusCell({ item }: Readonly<{ item: Item }>): ReactNode {
  const text = useText();
  const may = useMay('manager');
  const quick = useQuick(item);
  const publish = useIdempotentMutation(catalogue.publish, { ...quick, before: ({ given: { body } }) => quick.show({ status: body.status }) });
  const label = text(`catalogue.status.${item.status}`);
  if (!may) return <span className={item.status === 'published' ? 'pill good' : 'pill'}>{label}</span>;
  return (
    <Switch
      className="switch"
      isSelected={item.status === 'published'}
      onChange={(published) => {
        const status = published ? 'published' : 'draft';
        publish.mutate(mutation({ params: { sku: item.sku }, body: { status, version: item.version } }));
      }}
    >
      <span className="switch-track" aria-hidden="true" />
      <span className="switch-label">{label}</span>
    </Switch>
  );
}
