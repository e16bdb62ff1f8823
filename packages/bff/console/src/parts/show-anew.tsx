import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../i18n/reader.tsx';
import { Button } from './button.tsx';

/** Offers to read a long list from its beginning, where something in it has changed since. */
export function ShowAnew({ isOld, list }: Readonly<{ isOld: boolean; list: QueryKey }>): ReactNode {
  const text = useText();
  const queries = useQueryClient();
  if (!isOld) return null;
  return (
    <Button size="small" icon="refresh" onPress={() => void queries.resetQueries({ queryKey: list, exact: true })}>
      {text('common.showAnew')}
    </Button>
  );
}
