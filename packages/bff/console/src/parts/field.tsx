import { fitted } from '@noren/bff-contract';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';

type FieldProps = Omit<TextFieldProps, 'className' | 'children' | 'style'> &
  Readonly<{ label: string; hint?: string | undefined; error?: string | undefined; rows?: number; prefix?: string; suffix?: string; placeholder?: string }>;

/** A line of text with its name above, what to know below, and what is wrong with it. `maxLength`: in characters, where the browser would count UTF-16. */
export const Field = ({ label, hint, error, rows, prefix, suffix, placeholder, maxLength = Infinity, onChange, ...rest }: FieldProps): ReactNode => (
  <TextField {...rest} onChange={(typed) => onChange?.(fitted(typed, maxLength))} isInvalid={error !== undefined} validationBehavior="aria" className="field">
    <Label>{label}</Label>
    {rows === undefined ? (
      <div className="input-box">
        {prefix && <span className="affix">{prefix}</span>}
        <Input placeholder={placeholder ?? ''} />
        {suffix && <span className="affix">{suffix}</span>}
      </div>
    ) : (
      <TextArea rows={rows} />
    )}
    {hint && (
      <Text slot="description" className="hint">
        {hint}
      </Text>
    )}
    <FieldError className="field-error">{error}</FieldError>
  </TextField>
);
