import { session as calls } from '@noren/bff-contract';
import { type ReactNode, useId } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useEnter, useTitle } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { PasswordForm } from './password-form.tsx';
import './login.css';

/** Who came in with a one-time password chooses one of their own before anything else. */
export function FirstPasswordPage(): ReactNode {
  const text = useText();
  const form = useId();
  const enter = useEnter();
  const leave = useIdempotentMutation(calls.logout, { done: () => enter(null) });
  useTitle(text('login.firstTitle'));
  return (
    <main className="login">
      <div className="curtain" aria-hidden="true" />
      <div className="login-card">
        <h1>{text('login.firstTitle')}</h1>
        <p className="login-lead">{text('login.firstLead')}</p>
        <PasswordForm id={form} onDone={() => undefined}>
          <Button look="primary" size="large" type="submit">
            {text('account.changePassword')}
          </Button>
        </PasswordForm>
        <Button look="quiet" onPress={() => leave.mutate(mutation({}))}>
          {text('account.logOut')}
        </Button>
      </div>
    </main>
  );
}
