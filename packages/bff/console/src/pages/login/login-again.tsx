import type { Session } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useEnter } from '../../app/session.tsx';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { LoginForm } from './login-form.tsx';
import './login.css';

/** A session ended under the page's feet. The page stays as it is, and what was typed in it, behind a curtain through which nobody reads. */
export function LoginAgain({ person }: Readonly<{ person: Session['person'] }>): ReactNode {
  const text = useText();
  const enter = useEnter();
  return (
    <ModalOverlay className="overlay login-again" isOpen isKeyboardDismissDisabled>
      <Modal className="login-card">
        <Dialog role="alertdialog" className="sheet-dialog">
          <Heading slot="title" level={1}>
            {text('login.againTitle')}
          </Heading>
          <p className="login-lead">{text('login.againLead')}</p>
          <LoginForm known={person} />
          <Button look="quiet" onPress={() => enter(null)}>
            {text('login.somebodyElse', { name: person.name })}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
