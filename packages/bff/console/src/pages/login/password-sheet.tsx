import { type ReactNode, useId } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Button } from '../../parts/button.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { PasswordForm } from './password-form.tsx';

export function PasswordSheet({ onClose }: Readonly<{ onClose: () => void }>): ReactNode {
  const text = useText();
  const form = useId();
  return (
    <Sheet
      title={text('account.changePassword')}
      onClose={onClose}
      keep
      footer={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" type="submit" form={form}>
            {text('account.changePassword')}
          </Button>
        </>
      }
    >
      <PasswordForm id={form} onDone={onClose} />
    </Sheet>
  );
}
