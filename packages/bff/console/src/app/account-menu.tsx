import { type Language, languages, session as calls } from '@noren/bff-contract';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { useIdempotentMutation, mutation } from '../api/use-idempotent-mutation.ts';
import { languageNames } from '../i18n/catalogue.ts';
import { useReader, useText } from '../i18n/reader.tsx';
import { Icon } from '../parts/icon.tsx';
import { tell } from '../parts/notices.tsx';
import { useReason } from '../parts/reason.ts';
import { PasswordSheet } from '../pages/login/password-sheet.tsx';
import { useEnter, useSession, useShop } from './session.tsx';

/** Who is logged in; their language, password and way out. */
export function AccountMenu(): ReactNode {
  const text = useText();
  const { person } = useSession();
  const { role } = useShop();
  const { language, choose } = useReader();
  const [changing, setChanging] = useState(false);
  const enter = useEnter();
  const reason = useReason();
  const refused = (error: Error): void => tell({ kind: 'bad', title: text('common.refused'), detail: reason(error) });
  const leave = useIdempotentMutation(calls.logout, { done: () => enter(null), refused });
  const change = useIdempotentMutation(calls.change, { done: (session) => enter(session), refused });
  const speak = (next: Language): void => {
    choose(next);
    change.mutate(mutation({ body: { language: next } }));
  };
  return (
    <>
      <MenuTrigger>
        <Button className="account">
          <Icon name="person" />
          <span className="account-name">{person.name}</span>
          <span className="role">{text(`role.${role}`)}</span>
          <Icon name="down" size={16} />
        </Button>
        <Popover className="popover" placement="bottom end" offset={6}>
          <Menu className="menu">
            <MenuSection selectionMode="single" selectedKeys={[language]} onSelectionChange={(keys) => spoken(keys, speak)}>
              <Header className="menu-header">{text('account.language')}</Header>
              {languages.map((one) => (
                <MenuItem key={one} id={one} className="option" textValue={languageNames[one]}>
                  <span lang={one}>{languageNames[one]}</span>
                </MenuItem>
              ))}
            </MenuSection>
            <MenuSection>
              <Header className="menu-header">{person.email}</Header>
              <MenuItem id="password" className="option" onAction={() => setChanging(true)}>
                {text('account.changePassword')}
              </MenuItem>
              <MenuItem id="leave" className="option" onAction={() => leave.mutate(mutation({}))}>
                {text('account.logOut')}
              </MenuItem>
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {changing && <PasswordSheet onClose={() => setChanging(false)} />}
    </>
  );
}

function spoken(keys: 'all' | Set<unknown>, speak: (language: Language) => void): void {
  const [key] = keys === 'all' ? [] : keys;
  const found = languages.find((one) => one === key);
  if (found) speak(found);
}
