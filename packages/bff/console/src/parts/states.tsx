import type { ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { useReason } from './reason.ts';

/** Grey shapes where something will stand in a moment. */
export function Loading({ rows = 6 }: Readonly<{ rows?: number }>): ReactNode {
  const text = useText();
  return (
    <div className="loading" role="status" aria-label={text('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="loading-row" />
      ))}
    </div>
  );
}

/** Nothing is here, and what to do about it. */
export const Empty = ({ icon, title, children, action }: Readonly<{ icon: IconName; title: string; children?: ReactNode; action?: ReactNode }>): ReactNode => (
  <div className="empty">
    <span className="empty-icon">
      <Icon name={icon} size={28} />
    </span>
    <p className="empty-title">{title}</p>
    {children && <p className="empty-more">{children}</p>}
    {action}
  </div>
);

/** It could not be read: why, and once more. */
export function Failure({ error, retry }: Readonly<{ error: unknown; retry: () => void }>): ReactNode {
  const text = useText();
  const reason = useReason();
  return (
    <div className="empty" role="alert">
      <span className="empty-icon bad">
        <Icon name="alert" size={28} />
      </span>
      <p className="empty-title">{text('common.failed')}</p>
      <p className="empty-more">{reason(error)}</p>
      <Button onPress={retry}>{text('common.retry')}</Button>
    </div>
  );
}

/** Something to know that stays while it is so. */
export const Banner = ({
  kind,
  icon,
  children,
  action,
}: Readonly<{ kind: 'info' | 'warning' | 'bad'; icon: IconName; children: ReactNode; action?: ReactNode }>): ReactNode => (
  <div className={`banner ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    <Icon name={icon} />
    <div className="banner-text">{children}</div>
    {action}
  </div>
);
