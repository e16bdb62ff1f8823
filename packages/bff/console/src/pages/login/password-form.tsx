import { isLongEnough, passwordLength, session as calls } from '@noren/bff-contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useEnter } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { tell } from '../../parts/notices.tsx';

const least = passwordLength.min;

type Props = Readonly<{ id: string; onDone: () => void; children?: ReactNode }>;

/** A new password for oneself; `children` has the button. */
export function PasswordForm({ id, onDone, children }: Props): ReactNode {
  const text = useText();
  const enter = useEnter();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useIdempotentMutation(calls.changePassword, {
    done: (session) => {
      enter(session);
      tell({ kind: 'good', title: text('account.passwordChanged') });
      onDone();
    },
  });
  const tooShort = next !== '' && !isLongEnough(next);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isLongEnough(next)) change.mutate(mutation({ body: { current, next } }));
  };
  const faults = useFaults(change.error, { current: text('problem.code.password_wrong'), next: text('fault.password', { n: least }) });
  return (
    <form id={id} className="form" onSubmit={submit}>
      <FormBanner error={change.error}>{faults.banner}</FormBanner>
      <Field
        label={text('account.currentPassword')}
        type="password"
        autoComplete="current-password"
        isRequired
        value={current}
        onChange={setCurrent}
        error={faults.at('current')}
      />
      <Field
        label={text('account.newPassword')}
        type="password"
        autoComplete="new-password"
        isRequired
        value={next}
        onChange={setNext}
        hint={text('account.passwordHint', { n: least })}
        error={tooShort ? text('account.passwordShort', { n: least }) : faults.at('next')}
      />
      {children}
    </form>
  );
}
