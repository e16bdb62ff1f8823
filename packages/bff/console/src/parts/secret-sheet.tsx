import type { ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';
import { Secret } from './secret.tsx';
import { Sheet } from './sheet.tsx';

type Props = Readonly<{ title: string; lead?: string; label: string; value: string; onClose: () => void }>;

/** A secret that was just made: it goes when somebody says that they have stored it, and not by a press outside. */
export function SecretSheet({ title, lead, label, value, onClose }: Props): ReactNode {
  const text = useText();
  return (
    <Sheet
      title={title}
      keep
      onClose={onClose}
      footer={
        <Button look="primary" onPress={onClose}>
          {text('secret.stored')}
        </Button>
      }
    >
      {lead && <p>{lead}</p>}
      <Secret label={label} value={value} />
    </Sheet>
  );
}
