import { type AnswerOf, type Language, languages, type ShopRole, staff } from '@noren/bff-contract';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useShop } from '../../app/session.tsx';
import { languageNames } from '../../i18n/catalogue.ts';
import { useFormat, useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { SecretSheet } from '../../parts/secret-sheet.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { ShopRoles } from './shop-roles.tsx';
import { staffKey } from './staff-key.ts';

export const NAME_CHARACTERS = 100;

/** Invites somebody; the link is shown this once. */
export function NewPersonSheet({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const { text, language: reads } = useReader();
  const queries = useQueryClient();
  const { shopId } = useShop();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<Language>(reads);
  const [shops, setShops] = useState<ShopRole[]>([{ shopId, role: 'clerk' }]);
  const read = (): void => void queries.invalidateQueries({ queryKey: staffKey });
  const add = useIdempotentMutation(staff.create, { done: read, refused: read });
  const faults = useFaults(add.error, { name: text('fault.name', { n: NAME_CHARACTERS }), email: text('fault.email') });
  if (add.data) return <InvitationLink invited={add.data} onClose={onClose} />;
  return (
    <Sheet
      place="side"
      title={text('staff.new')}
      keep={name !== '' || email !== ''}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isPending={add.isPending}
            isDisabled={name.trim() === '' || !email.includes('@') || shops.length === 0}
            onPress={() => add.mutate(mutation({ body: { name: name.trim(), email: email.trim(), language, shops } }))}
          >
            {text('staff.add')}
          </Button>
        </>
      }
    >
      <FormBanner error={add.error}>{faults.banner}</FormBanner>
      <Field label={text('staff.name')} autoFocus maxLength={NAME_CHARACTERS} value={name} onChange={setName} error={faults.at('name')} />
      <Field label={text('login.email')} type="email" value={email} onChange={setEmail} error={faults.at('email')} hint={text('staff.emailHint')} />
      <Choice
        label={text('account.language')}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={language}
        onChange={setLanguage}
      />
      <ShopRoles value={shops} onChange={setShops} />
    </Sheet>
  );
}

type Invited = AnswerOf<typeof staff.create>;

/** The link by which somebody comes in, to be copied: nobody sends it for the owner. */
export function InvitationLink({ invited: { person, token, endsAt }, onClose }: Readonly<{ invited: Invited; onClose: () => void }>): ReactNode {
  const { text } = useReader();
  const format = useFormat();
  return (
    <SecretSheet
      title={text('staff.linkTitle', { name: person.name })}
      lead={text('staff.linkMore', { time: format.full(endsAt) })}
      label={text('staff.link')}
      value={`${location.origin}/join#${token}`}
      onClose={onClose}
    />
  );
}
