import type { ReactNode } from 'react';
import { useText } from '../../i18n/reader.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';

export type Details = Readonly<{ name: string; timeZone: string }>;

const NAME_CHARACTERS = 200;

/** What the page says of a field that was refused. */
export function useDetailsFaults(): Readonly<Record<'name' | 'timeZone', string>> {
  const text = useText();
  return { name: text('fault.name', { n: NAME_CHARACTERS }), timeZone: text('fault.timeZone') };
}

type Props = Readonly<{ value: Details; onChange: (details: Details) => void; at: (field: keyof Details) => string | undefined; autoFocus?: boolean }>;

/** A shop's name, and its zone among those that the browser knows (its own spelling of them besides: Asia/Calcutta is Asia/Kolkata elsewhere). */
export function DetailsFields({ value, onChange, at, autoFocus = false }: Props): ReactNode {
  const text = useText();
  const zones = Intl.supportedValuesOf('timeZone');
  const all = zones.includes(value.timeZone) || value.timeZone === '' ? zones : [value.timeZone, ...zones];
  return (
    <>
      <Field
        label={text('shop.name')}
        autoFocus={autoFocus}
        maxLength={NAME_CHARACTERS}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        error={at('name')}
      />
      <Choice
        label={text('shop.timeZone')}
        options={all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={value.timeZone}
        onChange={(timeZone) => onChange({ ...value, timeZone })}
      />
      {at('timeZone') !== undefined && <span className="field-error">{at('timeZone')}</span>}
    </>
  );
}
