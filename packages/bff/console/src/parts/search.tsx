import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import { useText } from '../i18n/reader.tsx';
import { Icon } from './icon.tsx';

type Props = Readonly<{ label: string; value: string; onChange: (value: string) => void; wide?: boolean }>;

export function Search({ label, value, onChange, wide = false }: Props): ReactNode {
  const text = useText();
  return (
    <SearchField className={wide ? 'search wide' : 'search'} aria-label={label} value={value} onChange={onChange}>
      <Icon name="search" size={18} />
      <Input placeholder={label} maxLength={100} />
      <Button className="search-clear" aria-label={text('common.clear')}>
        <Icon name="close" size={16} />
      </Button>
    </SearchField>
  );
}
