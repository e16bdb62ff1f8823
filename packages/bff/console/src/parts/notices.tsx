import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { useText } from '../i18n/reader.tsx';
import { Icon } from './icon.tsx';

type Notice = Readonly<{
  kind: 'good' | 'bad';
  title: string;
  detail?: string | undefined;
  action?: Readonly<{ label: string; run: () => void }> | undefined;
}>;

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** Says what became of something. Good news goes by itself; bad news stays until it is put away. */
export const tell = (notice: Notice): void => {
  queue.add(notice, notice.kind === 'good' ? { timeout: 6_000 } : {});
};

export function Notices(): ReactNode {
  const text = useText();
  return (
    <ToastRegion queue={queue} className="notices" aria-label={text('common.notices')}>
      {({ toast }) => (
        <Toast toast={toast} className={`notice ${toast.content.kind}`}>
          <Icon name={toast.content.kind === 'good' ? 'check' : 'alert'} />
          <ToastContent className="notice-text">
            <Text slot="title">{toast.content.title}</Text>
            {toast.content.detail && <Text slot="description">{toast.content.detail}</Text>}
          </ToastContent>
          {toast.content.action && <NoticeAction {...toast.content.action} close={() => queue.close(toast.key)} />}
          <AriaButton slot="close" className="button quiet icon-only" aria-label={text('common.close')}>
            <Icon name="close" size={18} />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}

const NoticeAction = ({ label, run, close }: Readonly<{ label: string; run: () => void; close: () => void }>): ReactNode => (
  <AriaButton
    className="button small"
    onPress={() => {
      close();
      run();
    }}
  >
    {label}
  </AriaButton>
);
