import { session as calls, type Session } from '@noren/bff-contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIdempotentMutation, mutation } from '../../api/use-idempotent-mutation.ts';
import { useEnter } from '../../app/session.tsx';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';

/** Email and password. `known`: who was here before, and only has to prove it again. */
export function LoginForm({ known }: Readonly<{ known?: Session['person'] }>): ReactNode {
  const { text, choose } = useReader();
  const enter = useEnter();
  const [email, setEmail] = useState(known?.email ?? '');
  const [password, setPassword] = useState('');
  const login = useIdempotentMutation(calls.login, {
    done: (session) => {
      choose(session.person.language);
      enter(session);
    },
    refused: () => setPassword(''),
  });
  const faults = useFaults(login.error, { email: text('fault.email') });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate(mutation({ body: { email: email.trim(), password } }));
  };
  return (
    <form className="form" onSubmit={submit}>
      <FormBanner error={login.error}>{faults.banner}</FormBanner>
      <Field
        label={text('login.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus={known === undefined}
        isReadOnly={known !== undefined}
        isRequired
        value={email}
        onChange={setEmail}
        error={faults.at('email')}
      />
      <Field
        label={text('login.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus={known !== undefined}
        isRequired
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" look="primary" size="large" isPending={login.isPending} isDisabled={email.trim() === '' || password === ''}>
        {text('login.enter')}
      </Button>
    </form>
  );
}
