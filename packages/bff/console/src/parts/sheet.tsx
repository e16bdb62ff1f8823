import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';

type Props = Readonly<{
  title: string;
  /** `side`: beside what it belongs to, which stays in sight. */
  place?: 'middle' | 'side';
  /** Asks to be closed: Escape, the cross, or a press outside. */
  onClose: () => void;
  /** A press outside does not close it: something has been typed. */
  keep?: boolean;
  role?: 'dialog' | 'alertdialog';
  children: ReactNode;
  footer?: ReactNode;
}>;

/** Asks for something before the page goes on. Focus moves into it, and back to where it was. */
export function Sheet({ title, place = 'middle', onClose, keep = false, role = 'dialog', children, footer }: Props): ReactNode {
  const text = useText();
  return (
    <ModalOverlay className={`overlay ${place}`} isOpen isDismissable={!keep} onOpenChange={(open) => !open && onClose()}>
      <Modal className={`sheet ${place}`}>
        <Dialog role={role} className="sheet-dialog">
          <header className="sheet-header">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button look="quiet" icon="close" aria-label={text('common.close')} onPress={onClose} />
          </header>
          <div className="sheet-body">{children}</div>
          {footer && <footer className="sheet-footer">{footer}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
