import { languages, session as calls } from '@noren/bff-contract';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useEnter, useTitle } from '../../app/session.tsx';
import { useWish, wish } from '../../api/use-wish.ts';
import { languageNames } from '../../i18n/catalogue.ts';
import { useReader, useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { useReason } from '../../parts/reason.ts';
import { Banner } from '../../parts/states.tsx';
import './login.css';

/** The way in, for all who work in a shop. */
export function LoginPage(): ReactNode {
  const text = useText();
  useTitle(text('login.title'));
  return (
    <main className="login">
      <div className="curtain" aria-hidden="true" />
      <div className="login-card">
        <h1>
          <img src="/noren.svg" alt="" width={36} height={36} />
          Noren
        </h1>
        <p className="login-lead">{text('login.lead')}</p>
        <LoginForm />
        <Languages />
      </div>
    </main>
  );
}

function LoginForm(): ReactNode {
  const text = useText();
  const reason = useReason();
  const enter = useEnter();
  const { choose } = useReader();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const login = useWish(calls.login, {
    done: (session) => {
      choose(session.person.language);
      enter(session);
    },
    refused: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    login.mutate(wish({ body: { email: email.trim(), password } }));
  };
  return (
    <form className="form" onSubmit={submit}>
      {login.error && (
        <Banner kind="bad" icon="alert">
          {reason(login.error)}
        </Banner>
      )}
      <Field label={text('login.email')} type="email" name="email" autoComplete="username" autoFocus isRequired value={email} onChange={setEmail} />
      <Field
        label={text('login.password')}
        type="password"
        name="password"
        autoComplete="current-password"
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

function Languages(): ReactNode {
  const { language, choose, text } = useReader();
  return (
    <div className="languages" role="group" aria-label={text('account.language')}>
      {languages.map((one) => (
        <ToggleButton key={one} className="language" isSelected={one === language} onChange={() => choose(one)}>
          <span lang={one}>{languageNames[one]}</span>
        </ToggleButton>
      ))}
    </div>
  );
}
