import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon.tsx';

type Look = 'plain' | 'primary' | 'danger' | 'quiet';
type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> &
  Readonly<{ look?: Look; size?: 'large' | 'small'; icon?: IconName; children?: ReactNode; className?: string }>;

export const Button = ({ look = 'plain', size, icon, children, className = '', ...rest }: ButtonProps): ReactNode => (
  <AriaButton {...rest} className={`button ${look} ${size ?? ''} ${children === undefined ? 'icon-only' : ''} ${className}`}>
    {icon && <Icon name={icon} size={18} />}
    {children}
  </AriaButton>
);
