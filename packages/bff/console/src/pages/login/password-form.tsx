import { isLongEnough, passwordLength, session as calls } from '@noren/bff-contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { hasCode } from '../../api/problem.ts';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useEnter } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Field } from '../../parts/field.tsx';
import { tell } from '../../parts/notices.tsx';
import { useReason } from '../../parts/reason.ts';
import { Banner } from '../../parts/states.tsx';

const least = passwordLength.min;

type Props = Readonly<{ id: string; onDone: () => void; children?: ReactNode }>;

/** A new password for oneself; `children` has the button. */
export function PasswordForm({ id, onDone, children }: Props): ReactNode {
  const text = useText();
  const reason = useReason();
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
  const wrong = hasCode(change.error, 'password_wrong');
  return (
    <form id={id} className="form" onSubmit={submit}>
      {change.error && !wrong && (
        <Banner kind="bad" icon="alert">
          {reason(change.error)}
        </Banner>
      )}
      <Field
        label={text('account.currentPassword')}
        type="password"
        autoComplete="current-password"
        isRequired
        value={current}
        onChange={setCurrent}
        error={wrong ? reason(change.error) : undefined}
      />
      <Field
        label={text('account.newPassword')}
        type="password"
        autoComplete="new-password"
        isRequired
        value={next}
        onChange={setNext}
        hint={text('account.passwordHint', { n: least })}
        error={tooShort ? text('account.passwordShort', { n: least }) : undefined}
      />
      {children}
    </form>
  );
}
