import { languages } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTitle } from '../../app/session.tsx';
import { languageNames } from '../../i18n/catalogue.ts';
import { useReader, useText } from '../../i18n/reader.tsx';
import { LoginForm } from './login-form.tsx';
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
