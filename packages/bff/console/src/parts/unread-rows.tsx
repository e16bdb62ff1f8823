import type { CallSpec } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { useUnread } from '../api/unread.ts';
import { useText } from '../i18n/reader.tsx';
import { Banner } from './states.tsx';

const MOST_NAMED = 10;

/** A line that names the rows which these calls answered and which cannot be shown; nothing where all can. */
export function UnreadRows({ of }: Readonly<{ of: readonly CallSpec[] }>): ReactNode {
  const text = useText();
  const rows = useUnread(of);
  if (rows.length === 0) return null;
  const ids = rows.slice(0, MOST_NAMED).join(text('common.listSeparator')) + (rows.length > MOST_NAMED ? ' …' : '');
  return (
    <Banner kind="warning" icon="alert">
      {text('common.unreadRows', { n: rows.length, ids })}
    </Banner>
  );
}
