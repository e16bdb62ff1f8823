import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Checkbox, CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { Icon } from './icon.tsx';

type Option<Value extends string> = Readonly<{ value: Value; label: string; hint?: string }>;
type Props<Value extends string> = Readonly<{
  label: string;
  options: readonly Option<Value>[];
  value: Value | undefined;
  onChange: (value: Value) => void;
  isDisabled?: boolean;
}>;

/** One of many, folded. `bare`: its name is for screen readers only. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
  bare = false,
  isDisabled = false,
}: Props<Value> & Readonly<{ bare?: boolean }>): ReactNode {
  return (
    <Select
      className="field choice"
      isDisabled={isDisabled}
      value={value ?? null}
      onChange={(key) => {
        const found = options.find((option) => option.value === key);
        if (found) onChange(found.value);
      }}
      {...(bare ? { 'aria-label': label } : {})}
    >
      {!bare && <Label>{label}</Label>}
      <Button className="choice-button">
        <SelectValue className="choice-value">{({ selectedText, defaultChildren }) => selectedText?.trim() || defaultChildren}</SelectValue>
        <Icon name="down" size={16} />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="options" items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="option">
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

/** One of few, all in sight. */
export function Radios<Value extends string>({
  label,
  options,
  value,
  onChange,
  look = 'list',
}: Props<Value> & Readonly<{ look?: 'list' | 'tiles' }>): ReactNode {
  return (
    <RadioGroup
      className={`field radios ${look}`}
      value={value ?? null}
      onChange={(chosen) => {
        const found = options.find((option) => option.value === chosen);
        if (found) onChange(found.value);
      }}
    >
      <Label>{label}</Label>
      <div className="radio-options">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="radio">
            <span className="radio-mark" aria-hidden="true" />
            <span>
              {option.label}
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Some of few, all in sight. */
export function Checks<Value extends string>({
  label,
  hint,
  options,
  values,
  onChange,
}: Readonly<{
  label: string;
  hint: string;
  options: readonly Option<Value>[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}>): ReactNode {
  return (
    <CheckboxGroup className="field radios" value={[...values]} onChange={onChange}>
      <Label>{label}</Label>
      <div className="radio-options">
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} className="radio">
            <span className="radio-mark check" aria-hidden="true" />
            <span>
              {option.label}
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </Checkbox>
        ))}
      </div>
      <Text slot="description" className="hint">
        {hint}
      </Text>
    </CheckboxGroup>
  );
}
