import { Person, type ShopRole, staff } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Switch } from 'react-aria-components/Switch';
import { Refused } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { merged } from '../../parts/merge.ts';
import { tell } from '../../parts/notices.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { InvitationLink, NAME_CHARACTERS } from './new-person-sheet.tsx';
import { ShopRoles } from './shop-roles.tsx';
import { staffKey } from './staff-key.ts';

type Draft = Readonly<{ name: string; shops: ShopRole[]; disabled: boolean }>;
const inOrder = (shops: readonly ShopRole[]): ShopRole[] => shops.toSorted((a, b) => a.shopId.localeCompare(b.shopId));
const draftOf = ({ name, shops, disabled }: Person): Draft => ({ name, shops: inOrder(shops), disabled });

/** Somebody's name, roles and access. */
export function PersonSheet({ person, onClose }: Readonly<{ person: Person; onClose: () => void }>): ReactNode {
  const { text } = useReader();
  const [base, setBase] = useState(person);
  const [draft, setDraft] = useState(() => draftOf(person));
  const [theirs, setTheirs] = useState<Person>();
  const { save, invite, error } = usePerson(base, setTheirs, onClose);
  const faults = useFaults(error, { name: text('fault.name', { n: NAME_CHARACTERS }) });
  if (invite.data) return <InvitationLink invited={invite.data} onClose={onClose} />;
  const typed = JSON.stringify(draft) !== JSON.stringify(draftOf(base));
  const settle = (next: Draft, now: Person): void => {
    setDraft(next);
    setBase(now);
    setTheirs(undefined);
  };
  const send = (): void => save.mutate(mutation({ params: { personId: base.personId }, body: { ...draft, name: draft.name.trim(), version: base.version } }));
  return (
    <Sheet
      place="side"
      title={base.name}
      keep={typed}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text(typed ? 'common.discard' : 'common.close')}</Button>
          <Button
            look="primary"
            isPending={save.isPending}
            isDisabled={!typed || theirs !== undefined || draft.name.trim() === '' || draft.shops.length === 0}
            onPress={send}
          >
            {text('common.save')}
          </Button>
        </>
      }
    >
      {theirs && <PersonConflict base={draftOf(base)} mine={draft} theirs={theirs} settle={settle} />}
      <FormBanner error={error}>{theirs ? undefined : faults.banner}</FormBanner>
      <p className="soft">{base.email}</p>
      <Field
        label={text('staff.name')}
        maxLength={NAME_CHARACTERS}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
        error={faults.at('name')}
      />
      <ShopRoles value={draft.shops} onChange={(shops) => setDraft({ ...draft, shops: inOrder(shops) })} />
      <Switch className="switch" isSelected={!draft.disabled} onChange={(enabled) => setDraft({ ...draft, disabled: !enabled })}>
        <span className="switch-track" aria-hidden="true" />
        <span>{text('staff.mayLogIn')}</span>
      </Switch>
      <section className="reset">
        <h3>{text(base.invited ? 'staff.noLink' : 'staff.forgot')}</h3>
        <p className="soft">{text(base.invited ? 'staff.noLinkMore' : 'staff.forgotMore')}</p>
        <Button
          isPending={invite.isPending}
          isDisabled={typed}
          onPress={() => invite.mutate(mutation({ params: { personId: base.personId }, body: { version: base.version } }))}
        >
          {text('staff.invite')}
        </Button>
      </section>
    </Sheet>
  );
}

function usePerson(base: Person, onConflict: (now: Person) => void, onClose: () => void) {
  const { text } = useReader();
  const queries = useQueryClient();
  const refused = (error: Error): void => {
    void queries.invalidateQueries({ queryKey: staffKey });
    const now = error instanceof Refused && error.code === 'version_conflict' ? Person.safeParse(error.problem.now) : undefined;
    if (now?.success) onConflict(now.data);
  };
  const save = useIdempotentMutation(staff.change, {
    done: () => {
      void queries.invalidateQueries({ queryKey: staffKey });
      void queries.invalidateQueries({ queryKey: ['session'] });
      tell({ kind: 'good', title: text('staff.saved', { name: base.name }) });
      onClose();
    },
    refused,
  });
  const invite = useIdempotentMutation(staff.invite, { done: () => void queries.invalidateQueries({ queryKey: staffKey }), refused });
  return { save, invite, error: save.error ?? invite.error };
}

function PersonConflict({
  base,
  mine,
  theirs,
  settle,
}: Readonly<{ base: Draft; mine: Draft; theirs: Person; settle: (draft: Draft, now: Person) => void }>): ReactNode {
  const { text } = useReader();
  const other = draftOf(theirs);
  const { clashes, result } = merged(base, mine, other);
  const display = ({ name, shops, disabled }: Draft, field: string): string => {
    if (field === 'name') return name;
    if (field === 'disabled') return text(disabled ? 'staff.disabled' : 'staff.mayLogIn');
    return shops.map(({ role }) => text(`role.${role}`)).join(text('common.listSeparator'));
  };
  return (
    <Conflict
      differences={clashes.map(({ field }) => ({
        name: text(field === 'name' ? 'staff.name' : field === 'shops' ? 'staff.roles' : 'staff.mayLogIn'),
        mine: display(mine, field),
        theirs: display(other, field),
      }))}
      onMine={() => settle(result, theirs)}
      onTheirs={() => settle(other, theirs)}
    />
  );
}
