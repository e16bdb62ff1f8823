import { type PlatformAccess, platforms } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Checks, Radios } from '../../parts/choice.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { Banner } from '../../parts/states.tsx';
import { platformsKey } from './platforms-key.ts';

type Props = Readonly<{ platform: PlatformAccess; onClose: () => void }>;

/** Says from which shops a platform may sell: its first yes, or another one. */
export function LetInSheet({ platform: { platformId, name, state, shopIds }, onClose }: Props): ReactNode {
  const text = useText();
  const { shops } = useSession();
  const [which, setWhich] = useState<'all' | 'some'>(shopIds.length === 0 ? 'all' : 'some');
  const [chosen, setChosen] = useState<readonly string[]>(shops.flatMap(({ shopId }) => (shopIds.includes(shopId) ? [shopId] : [])));
  const isIn = state === 'accepted';
  const said = useSaid(text('platforms.saved', { name }), onClose);
  const letIn = useIdempotentMutation(platforms.letIn, said);
  const body = { shopIds: which === 'all' ? [] : [...chosen] };
  return (
    <Sheet
      title={text(isIn ? 'platforms.changeTitle' : 'platforms.letInTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isPending={letIn.isPending}
            isDisabled={which === 'some' && chosen.length === 0}
            onPress={() => letIn.mutate(mutation({ params: { platformId }, body }))}
          >
            {text(isIn ? 'common.save' : 'platforms.letIn')}
          </Button>
        </>
      }
    >
      <Refused error={letIn.error} />
      <p>{text('platforms.letInMore')}</p>
      <Radios
        label={text('platforms.maySellFrom')}
        options={(['all', 'some'] as const).map((value) => ({ value, label: text(value === 'all' ? 'platforms.allShops' : 'platforms.someShops') }))}
        value={which}
        onChange={setWhich}
      />
      {which === 'some' && (
        <Checks
          label={text('platforms.shops')}
          hint={text('platforms.shopsHint')}
          options={shops.map(({ shopId, name: label }) => ({ value: shopId, label }))}
          values={chosen}
          onChange={setChosen}
        />
      )}
    </Sheet>
  );
}

/** Says no to a platform that asks, or takes a yes back. */
export function NoSheet({ platform: { platformId, name }, what, onClose }: Props & Readonly<{ what: 'refuse' | 'takeBack' }>): ReactNode {
  const text = useText();
  const said = useSaid(text(`platforms.${what}Done`, { name }), onClose);
  const refuse = useIdempotentMutation(platforms.refuse, said);
  const takeBack = useIdempotentMutation(platforms.takeBack, said);
  const params = { platformId };
  return (
    <Sheet
      role="alertdialog"
      title={text(`platforms.${what}Title`, { name })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="danger"
            isPending={refuse.isPending || takeBack.isPending}
            onPress={() => (what === 'refuse' ? refuse.mutate(mutation({ params })) : takeBack.mutate(mutation({ params })))}
          >
            {text(`platforms.${what}`)}
          </Button>
        </>
      }
    >
      <Refused error={refuse.error ?? takeBack.error} />
      <p>{text(`platforms.${what}More`)}</p>
    </Sheet>
  );
}

/** What follows when it was said: the list is read again, and the sheet closes; where it was refused, the list as it is now says why. */
function useSaid(title: string, onClose: () => void) {
  const queries = useQueryClient();
  const read = (): void => void queries.invalidateQueries({ queryKey: platformsKey });
  return {
    done: () => {
      read();
      tell({ kind: 'good', title });
      onClose();
    },
    refused: read,
  } as const;
}

function Refused({ error }: Readonly<{ error: Error | null }>): ReactNode {
  const reason = useReason();
  return (
    error && (
      <Banner kind="bad" icon="alert">
        {reason(error)}
      </Banner>
    )
  );
}
