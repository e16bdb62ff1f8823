import { isLongEnough, passwordLength, session as calls } from '@noren/bff-contract';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { ask } from '../../api/ask.ts';
import { hasCode } from '../../api/problem.ts';
import { mutation, useIdempotentMutation } from '../../api/use-idempotent-mutation.ts';
import { useEnter, useTitle } from '../../app/session.tsx';
import { useReader } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { useFaults } from '../../parts/faults.ts';
import { Field } from '../../parts/field.tsx';
import { FormBanner } from '../../parts/form-banner.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import './login.css';

const least = passwordLength.min;

/** Where somebody comes in by a link: what makes it theirs stands behind the #, which no server and no log sees. */
export function JoinPage(): ReactNode {
  const { text } = useReader();
  const [token] = useState(() => location.hash.slice(1));
  useTitle(text('join.title'));
  return (
    <main className="login">
      <div className="curtain" aria-hidden="true" />
      <div className="login-card">
        <h1>{text('join.title')}</h1>
        <Invited token={token} />
      </div>
    </main>
  );
}

function Invited({ token }: Readonly<{ token: string }>): ReactNode {
  const { text, choose } = useReader();
  const { data, error, refetch } = useQuery({ queryKey: ['invitation', token], queryFn: ({ signal }) => ask(calls.invitation, { body: { token }, signal }) });
  const language = data?.language;
  useEffect(() => {
    if (language) choose(language);
    // The reader may choose another afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language]);
  if (data) return <Accept token={token} email={data.email} name={data.name} merchant={data.merchant} />;
  if (!error) return <Loading rows={2} />;
  if (hasCode(error, 'invitation_not_found', 'invalid_request'))
    return (
      <>
        <p className="login-lead">{text('join.ended')}</p>
        <a href="/">{text('join.toLogin')}</a>
      </>
    );
  return <Failure error={error} retry={() => void refetch()} />;
}

type Props = Readonly<{ token: string; email: string; name: string; merchant: string }>;

function Accept({ token, email, name, merchant }: Props): ReactNode {
  const { text } = useReader();
  const enter = useEnter();
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const join = useIdempotentMutation(calls.join, {
    done: (session) => {
      enter(session);
      go('/', { replace: true });
    },
  });
  const faults = useFaults(join.error, { password: text('fault.password', { n: least }) });
  const tooShort = password !== '' && !isLongEnough(password);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isLongEnough(password)) join.mutate(mutation({ body: { token, password } }));
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="login-lead">{text('join.lead', { name, merchant })}</p>
      <FormBanner error={join.error}>{faults.banner}</FormBanner>
      <Field label={text('login.email')} type="email" name="email" autoComplete="username" isReadOnly value={email} />
      <Field
        label={text('account.newPassword')}
        type="password"
        autoComplete="new-password"
        autoFocus
        isRequired
        value={password}
        onChange={setPassword}
        hint={text('account.passwordHint', { n: least })}
        error={tooShort ? text('account.passwordShort', { n: least }) : faults.at('password')}
      />
      <Button look="primary" size="large" type="submit" isPending={join.isPending} isDisabled={!isLongEnough(password)}>
        {text('login.enter')}
      </Button>
    </form>
  );
}
